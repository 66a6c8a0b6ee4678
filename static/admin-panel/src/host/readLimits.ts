/** Atlassian's documented GET limit is 100 requests/s and endpoint; the rest is left to what else the site is doing. */
export const READS_A_SECOND = 90;
/** Atlassian's documented points an hour for a Forge app, which all its customers share. */
export const POINTS_AN_HOUR = 65_000;
