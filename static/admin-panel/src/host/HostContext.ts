import { createContext } from 'react';

/** What the page needs to know of where it is shown. */
export interface Host {
  /** The Confluence site, which profile pictures are paths on. */
  siteUrl: string;
  /** The admin who is looking. */
  accountId: string | undefined;
}

export const HostContext = createContext<Host>({ siteUrl: window.location.origin, accountId: undefined });
