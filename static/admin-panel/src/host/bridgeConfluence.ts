import { requestConfluence } from '@forge/bridge';
import type { Confluence } from '../../../../src/confluence/confluence';
import { browserTools } from './tools';

/** The longest a read is waited for, ms: a page that waits without end says nothing. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Confluence as the page's viewer may see it, asked through Forge's bridge: it takes no time of the function, and
 * Atlassian does not count it against the app's points (said by its staff in April 2026; it may change).
 */
export const confluence: Confluence = {
  requestConfluence: (path, init) => requestConfluence(path, init),
  now: () => browserTools.clock.now(),
  timeLeftMs: () => REQUEST_TIMEOUT_MS,
  // The bridge says no more than that no answer came.
  errorOf: () => undefined,
};
