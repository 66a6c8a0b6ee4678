/** Limits that page and function share, as values. */

/** Changes in one slice: what one invocation makes. */
export const MAX_CHANGES_IN_SLICE = 200;
/** Changes that a stretch of a stored plan names: at most 65 KB, of the 240 KiB that a value may have. */
export const CHANGES_IN_STRETCH = 500;
/** Stretches that the changes of one slice may lie in: they are brought up to date in one transaction of 25 keys. */
export const MAX_STRETCHES_IN_SLICE = 20;
/** Changes named in one call: ten stretches, a few hundred KB. */
export const MAX_CHANGES_IN_CALL = 10 * CHANGES_IN_STRETCH;
/** The largest run that was measured from beginning to undo (`npm run bench -- largest-run`). */
export const MAX_CHANGES_IN_RUN = 50_000;
/** Groups of one run: they stand in its header. */
export const MAX_GROUPS_IN_RUN = 200;
/** Changes that one page of a run's record has. */
export const CHANGES_IN_PAGE = 10_000;
/** Open changes checked in one invocation, and people asked about in one batch. */
export const MAX_CHECKS_IN_CALL = 50;
/** Unfinished runs that one admin may have at a time. */
export const MAX_UNFINISHED_RUNS = 10;
/** People on the list of protected people: break-glass and service accounts are few. */
export const MAX_PROTECTED_PEOPLE = 100;
/** Characters of a group's name. */
export const MAX_GROUP_NAME_CHARS = 255;
/** Characters of the reason given for a run. */
export const MAX_REASON_CHARS = 255;
/** Accounts looked up in one call: what `GET user/bulk` takes. */
export const MAX_ACCOUNTS_IN_CALL = 200;
/** Members and groups on one page of Confluence. */
export const MAX_PAGE_SIZE = 200;

/**
 * Requests/s that a run starts with for each operation. Source: Atlassian publishes no burst limits for Confluence; Jira's
 * page says 100 GET, 100 POST and 50 DELETE a second, a tenant and endpoint. What Confluence answers decides.
 */
export const REMOVALS_PER_SECOND = 50;
export const ADDITIONS_PER_SECOND = 100;
export const READS_PER_SECOND = 100;
