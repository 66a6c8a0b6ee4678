/**
 * What a time of day to come looks like on the page, as the source of a regular expression. The page names the day where
 * that is another than today, and the year where that is: late in the evening and on the last day of a year too.
 */
export const CLOCK = String.raw`(?:\w{3}, \w{3} \d+, (?:\d{4}, )?)?\d+:\d\d(?::\d\d)?\s[AP]M`;

/** The same behind its preposition: "at 11:20 AM", "on Tue, Mar 3, 11:20 AM". */
export const WHEN = `(?:at|on) ${CLOCK}`;
