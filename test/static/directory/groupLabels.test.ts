import { groupLabels } from '../../../static/admin-panel/src/directory/groupLabels';

const group = (id: string, name: string) => ({ id, name });
const [first, second, third] = [
  '11111111-0000-4000-8000-000000000000',
  '22222222-0000-4000-8000-000000000000',
  '11111111-0000-4000-8000-000000000001',
];

it('calls groups by their names', () => {
  expect(groupLabels([group(first, 'ops'), group(second, 'Ops')])).toEqual([
    { name: 'ops' },
    { name: 'Ops' },
  ]);
});

it('tells those apart by their ids that look the same', () => {
  const groups = [group(first, 'ops'), group(second, 'o\u200bps '), group('x', 'design')];
  expect(groupLabels(groups)).toEqual([
    { name: 'ops', id: '11111111' },
    { name: 'o\u200bps ', id: '22222222' },
    { name: 'design' },
  ]);
});

it('by the whole ids where those begin alike', () => {
  const groups = [group(first, 'ops'), group(second, 'ops '), group(third, 'ops\u00a0')];
  expect(groupLabels(groups).map(({ id }) => id)).toEqual([first, '22222222', third]);
});

it('calls a group by its id where nobody would see its name', () => {
  expect(groupLabels([group(first, '\u200b'), group(second, ' ')])).toEqual([
    { name: first },
    { name: second },
  ]);
});
