import { nameBeside } from '../../../../static/admin-panel/src/lists/read/nameBeside';

const ADDRESS = 'ada@example.com';

it.each([
  ['Ada Lovelace <', 'Ada Lovelace'],
  ['Lovelace, Ada <', 'Lovelace, Ada'],
  ['"Lovelace, Ada" <', 'Lovelace, Ada'],
  ['Ada Lovelace (External) [Contractor] <', 'Ada Lovelace'],
  ['"Lovelace, Ada (External)" <', 'Lovelace, Ada'],
  ['To: Ada Lovelace <', 'Ada Lovelace'],
  ['- Ada Lovelace <', 'Ada Lovelace'],
  ['12. Ada Lovelace <', 'Ada Lovelace'],
  ['>; Ada Lovelace <', 'Ada Lovelace'],
  ['>, Ada Lovelace <', 'Ada Lovelace'],
  ['Hi all, please take out Ada de la Lovelace <', 'Ada de la Lovelace'],
  ['please remove von Lovelace <', undefined],
  ['山田太郎 <', '山田太郎'],
  ['Hello <', undefined],
  ['please remove <', undefined],
  ['who left in May <', undefined],
  ['ada@example.com <', undefined],
  ["'ada@example.com' <", undefined],
  ['Team 7 <', undefined],
  ['Ada Lovelace ', undefined],
  ['Ada Lovelace (', undefined],
  ['<td>', undefined],
  ['', undefined],
])('%j before an address has the name %j', (before, name) => {
  expect(nameBeside(before, ADDRESS)).toBe(name);
});

it.each([
  ['see [Ada Lovelace](', 'Ada Lovelace'],
  ['[Lovelace, Ada (External)](', 'Lovelace, Ada'],
  ['[mail](', undefined],
  ['[ada@example.com](', undefined],
])('%j before a link to an address has the name %j', (before, name) => {
  expect(nameBeside(before, `mailto:${ADDRESS}`)).toBe(name);
});
