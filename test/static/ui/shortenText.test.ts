import { shortenText } from '../../../static/admin-panel/src/ui/shortenText';

it('says by an ellipsis that there is more', () => {
  expect(shortenText('user name', 9)).toBe('user name');
  expect(shortenText('user name', 5)).toBe('user…');
});
