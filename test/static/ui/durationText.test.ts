import { durationText } from '../../../static/admin-panel/src/ui/durationText';

it.each<[number, string]>([
  [0, 'about a second'],
  [1, 'about a second'],
  [1.02, 'about 2 seconds'],
  [89, 'about 89 seconds'],
  [90, 'about 2 minutes'],
  [600, 'about 10 minutes'],
])('says of %d s that it is %s', (seconds, text) => expect(durationText(seconds)).toBe(text));
