/** What the page's two live regions say: one of them, in turn, and the other nothing. */
export type Announcement = readonly [string, string];

export const NOTHING_SAID: Announcement = ['', ''];

/** The next sentence goes to the other region: a screen reader speaks what changes, and so the same words twice too. */
export function announceNext([first]: Announcement, text: string): Announcement {
  return first === '' ? [text, ''] : ['', text];
}
