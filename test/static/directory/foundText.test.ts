import type { FoundGroups } from '../../../src/contract';
import { foundText } from '../../../static/admin-panel/src/directory/foundText';

const page = (shown: number, more: boolean, total?: number): FoundGroups => ({
  groups: Array.from({ length: shown }, (_, n) => ({ id: `g${n}`, name: `group ${n}` })),
  more,
  ...(total !== undefined && { total }),
});

it.each<[string, FoundGroups, string]>([
  ['1 group', page(1, false), 'x'],
  ['20 groups', page(20, false, 20), 'x'],
  ['and 1,180 more: type to narrow', page(20, true, 1_200), 'x'],
  ['and more: type to narrow', page(20, true), 'x'],
  ['and more: type to narrow', page(20, true, 17), 'x'],
  ['and more: type to narrow', page(20, true, 20), 'x'],
  ['20 groups', page(20, false, 17), 'x'],
  ['No group name contains “x”.', page(0, false, 0), 'x'],
  ['Confluence lists no groups.', page(0, false), ''],
  ['Confluence says that there are groups, and lists none. Type more of the name.', page(0, true), 'x'],
  ['Confluence says that there are groups, and lists none. Type more of the name.', page(0, false, 7), ''],
])('%s', (text, found, query) => {
  expect(foundText(found, query)).toBe(text);
});

it('never counts less than nothing', () => {
  for (let total = 0; total < 40; total += 1) {
    expect(foundText(page(20, true, total), '')).not.toMatch(/-|\b0\b/);
  }
});
