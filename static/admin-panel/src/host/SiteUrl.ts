import { createContext } from 'react';

/** Where the Confluence site is: profile pictures are paths on it. */
export const SiteUrl = createContext(window.location.origin);
