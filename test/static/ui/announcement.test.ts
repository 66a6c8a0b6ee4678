import {
  announceNext,
  NOTHING_SAID,
  type Announcement,
} from '../../../static/admin-panel/src/ui/announcement';

/** What each region says after each sentence. */
function said(...sentences: string[]): Announcement[] {
  let now = NOTHING_SAID;
  return sentences.map((text) => (now = announceNext(now, text)));
}

it('goes to one region after the other, so that the same sentence is spoken again', () => {
  expect(said('Saved.', 'Saved.', 'Saved.')).toEqual([
    ['Saved.', ''],
    ['', 'Saved.'],
    ['Saved.', ''],
  ]);
});

it('says each sentence once, as it is', () => {
  for (const [n, regions] of said('One.', 'Two.', 'Two.', 'Three.').entries()) {
    expect(regions.join('')).toBe(['One.', 'Two.', 'Two.', 'Three.'][n]);
  }
});
