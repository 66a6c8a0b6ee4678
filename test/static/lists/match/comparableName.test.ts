import { comparableName } from '../../../../static/admin-panel/src/lists/match/comparableName';

it.each([
  ['Ada Lovelace', 'ADA  lovelace '],
  ['Ada Lovelace', 'Lovelace, Ada'],
  ['Ada Lovelace', 'Lovelace,Ada'],
  ['Ada Lovelace', 'Ada\u00a0Love\u00adlace\u200b'],
  ['Zoë Straßer', 'ZOE\u0308 STRASSER'],
  ['山田 太郎', '山田太郎'],
  ['王，小明', '小明 王'],
])('takes %s and %s for one name', (one, other) => {
  expect(comparableName(one)).toBe(comparableName(other));
});

it.each([
  ['Ann Elee', 'Anne Lee'],
  ['Zoë Moss', 'Zoe Moss'],
  ['Lovelace Ada', 'Ada Lovelace'],
  ['Lee, Ann, PhD', 'Ann Lee'],
])('tells %s from %s', (one, other) => {
  expect(comparableName(one)).not.toBe(comparableName(other));
});

it('is empty where nothing can be seen', () => {
  expect(comparableName(' \u200b\u00ad ')).toBe('');
});
