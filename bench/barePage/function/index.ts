import { makeResolver } from '@forge/resolver';

/** A module of this kind has a function; the page asks Confluence itself. */
export const handler = makeResolver({});
