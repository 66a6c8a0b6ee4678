import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { rowsOf } from '../../../static/admin-panel/src/members/rows';
import {
  countSelected,
  isSelectable,
  NONE_SELECTED,
  type Selected,
  peopleBetween,
  withoutAccounts,
  whoStayed,
  withPeople,
} from '../../../static/admin-panel/src/members/selected';
import { person } from './churningGroup';

const people = (count: number) => Array.from({ length: count }, (_, index) => person(`m${index}`));
const idsOf = (selected: Selected) => [...selected.keys()];

/** A list with its first members loaded, of so many. */
function listOf(loaded: number, total: number): MemberList {
  const list = new MemberList();
  const page = { members: people(loaded), total, last: loaded === total };
  list.place({ start: 0, limit: loaded }, page, list.mark());
  return list;
}

it('takes people in and leaves people out', () => {
  const chosen = withPeople(NONE_SELECTED, people(3), true);
  expect(idsOf(chosen)).toEqual(['m0', 'm1', 'm2']);
  expect(idsOf(withPeople(chosen, people(2), false))).toEqual(['m2']);
});

it('never takes in an account that Confluence listed without an id', () => {
  const [ada, nobody] = [person('ada'), { ...person('row-2'), isUnidentified: true as const }];
  expect(idsOf(withPeople(NONE_SELECTED, [ada, nobody], true))).toEqual(['ada']);
  expect([isSelectable(ada), isSelectable(nobody)]).toEqual([true, false]);
  expect(countSelected([ada, nobody], withPeople(NONE_SELECTED, [ada], true))).toEqual({
    selectable: 1,
    chosen: 1,
  });
});

it('leaves out accounts that a change is about, and is the same where none of them was chosen', () => {
  const chosen = withPeople(NONE_SELECTED, people(3), true);
  expect(idsOf(withoutAccounts(chosen, ['m1', 'elsewhere']))).toEqual(['m0', 'm2']);
  expect(withoutAccounts(chosen, ['elsewhere'])).toBe(chosen);
});

describe('everybody from one person to another', () => {
  const list = listOf(20, 50);
  const between = (from: string | undefined, to: string, rows = rowsOf(list, { query: '' })) =>
    peopleBetween(from, person(to), rows).map(({ accountId }) => accountId);

  it('is whoever has a row between them, upward and downward', () => {
    expect(between('m3', 'm5')).toEqual(['m3', 'm4', 'm5']);
    expect(between('m5', 'm3')).toEqual(['m3', 'm4', 'm5']);
    expect(between('m5', 'm5')).toEqual(['m5']);
  });

  it('is sought among the rows there are now: searched, sorted, or fewer', () => {
    const descending = { by: 'name', descending: true } as const;
    const ones = rowsOf(list, { query: 'm1' });
    expect(between('m1', 'm11', ones)).toEqual(['m1', 'm10', 'm11']);
    expect(between('m1', 'm11', rowsOf(list, { query: 'm1', order: descending }))).toEqual([
      'm11',
      'm10',
      'm1',
    ]);
    const fewer = listOf(20, 50);
    fewer.remove(['m4', 'm0']);
    expect(between('m3', 'm6', rowsOf(fewer, { query: '' }))).toEqual(['m3', 'm5', 'm6']);
  });

  it('is nobody else where the first has no row, or there is none', () => {
    expect(between('m0', 'm12', rowsOf(list, { query: 'm1' }))).toEqual(['m12']);
    expect(between(undefined, 'm12')).toEqual(['m12']);
    expect(between('m0', 'elsewhere')).toEqual(['elsewhere']);
  });

  it('passes over whoever is not loaded', () => {
    const gappy = listOf(3, 50);
    const far = { members: [person('far')], last: false };
    gappy.place({ start: 10, limit: 1 }, far, gappy.mark());
    expect(gappy.indexOf('far')).toBe(10);
    expect(between('m2', 'far', rowsOf(gappy, { query: '' }))).toEqual(['m2', 'far']);
  });
});

describe('whoever has left the group', () => {
  it('is not chosen any more, be the list loaded whole or in part', () => {
    for (const total of [5, 50]) {
      const list = listOf(5, total);
      const before = list.mark();
      list.remove(['m1', 'm3']);
      const stayed = whoStayed(withPeople(NONE_SELECTED, people(5), true), list, list.removedSince(before));
      expect(idsOf(stayed)).toEqual(['m0', 'm2', 'm4']);
    }
  });

  it('is known of once everybody is loaded, though nobody saw them leave', () => {
    const chosen = withPeople(NONE_SELECTED, [person('gone'), ...people(2)], true);
    expect(idsOf(whoStayed(chosen, listOf(5, 50), []))).toEqual(['gone', 'm0', 'm1']);
    expect(idsOf(whoStayed(chosen, listOf(5, 5), []))).toEqual(['m0', 'm1']);
  });

  it('can be chosen from a list again once they were added back, whatever the part that is loaded says', () => {
    const list = listOf(5, 50);
    list.remove(['m1']);
    const since = list.mark();
    const chosen = withPeople(NONE_SELECTED, [person('m1')], true);
    list.remove(['m2']);
    expect(list.removedSince(since)).toEqual(['m2']);
    expect(whoStayed(chosen, list, list.removedSince(since))).toBe(chosen);
  });

  it('is a member where a later page has them', () => {
    const list = listOf(5, 50);
    list.remove(['m1']);
    list.place({ start: 0, limit: 5 }, { members: people(5), last: false }, list.mark());
    const chosen = withPeople(NONE_SELECTED, [person('m1')], true);
    expect(whoStayed(chosen, list, ['m1'])).toBe(chosen);
  });
});
