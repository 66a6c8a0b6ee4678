import { selectedText } from '../../../static/admin-panel/src/selection/words';

it('says how many are selected, and how many of them one cannot see', () => {
  expect(selectedText(1, 0)).toBe('1 person selected');
  expect(selectedText(1_200, 0)).toBe('1,200 people selected');
  expect(selectedText(50, 48)).toBe('50 people selected (48 not shown)');
});
