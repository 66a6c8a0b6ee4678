import { isVisible, nameOrId, visibleText } from '../../../static/admin-panel/src/ui/visibleText';

const UNSEEN = [
  ...['', ' ', '\t\n', '\u00a0', '\u3000', '\u2028', '\u0085', '\u2800'],
  ...['\u200b', '\u200b\u200c\u200d\u2060', '\ufeff', '\u00ad', '\u202e\u202c', '\u2066\u2069'],
  ...['\u0000\u0007', '\u180e', '\u3164', '\u115f\u1160', '\uffa0', '\u034f', '\ufe0f', '\u{e0041}'],
];

it.each(UNSEEN)('nobody sees %j', (text) => {
  expect(isVisible(text)).toBe(false);
  expect(visibleText(text)).toBe('');
  expect(nameOrId({ name: text, id: 'id' })).toBe('id');
});

it.each(['x', ' x', '\u200bx', '·', '北', 'ليلى', '👩‍👩‍👧', '\u0301', '\ue000', '\ud83d'])(
  '%j is there to see',
  (text) => {
    expect(isVisible(text)).toBe(true);
    expect(visibleText(text)).not.toBe('');
    expect(nameOrId({ name: text, id: 'id' })).toBe(text);
  },
);

it.each([
  ['ops ', 'ops'],
  ['o\u200bps', 'ops'],
  ['\ufeffops\u00ad', 'ops'],
  ['site\u00a0\r\n admins', 'site admins'],
  ['site \u200b admins', 'site admins'],
  ['a\u0007b', 'ab'],
  ['Zu\u0308rich', 'Zürich'],
  ['R&D / Zürich (北)', 'R&D / Zürich (北)'],
])('%j looks like %j', (text, seen) => {
  expect(visibleText(text)).toBe(seen);
});

it('leaves apart what looks different', () => {
  const names = ['ops', 'Ops', 'o ps', 'öps', 'ops-1'];
  expect(new Set(names.map(visibleText)).size).toBe(names.length);
});
