import type { Person } from '../../../src/contract';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { NOBODY, whoStayed, withPeople } from '../../../static/admin-panel/src/selection/selected';
import { person } from '../members/churningGroup';

const people = (count: number) => Array.from({ length: count }, (_, index) => person(`m${index}`));
const idsOf = (selected: ReadonlyMap<string, Person>) => [...selected.keys()];

/** A list with its first members loaded, of so many. */
function listOf(loaded: number, total: number): MemberList {
  const list = new MemberList();
  const page = { members: people(loaded), total, last: loaded === total };
  list.place({ start: 0, limit: loaded }, page, list.mark());
  return list;
}

it('takes people in and leaves people out', () => {
  const chosen = withPeople(NOBODY, people(3), true);
  expect(idsOf(chosen)).toEqual(['m0', 'm1', 'm2']);
  expect(idsOf(withPeople(chosen, people(2), false))).toEqual(['m2']);
});

describe('whoever has left the group', () => {
  it('is not chosen any more, be the list loaded whole or in part', () => {
    for (const total of [5, 50]) {
      const list = listOf(5, total);
      const before = list.mark();
      list.remove(['m1', 'm3']);
      const stayed = whoStayed(withPeople(NOBODY, people(5), true), list, list.removedSince(before));
      expect(idsOf(stayed)).toEqual(['m0', 'm2', 'm4']);
    }
  });

  it('is known of once everybody is loaded, though nobody saw them leave', () => {
    const chosen = withPeople(NOBODY, [person('gone'), ...people(2)], true);
    expect(idsOf(whoStayed(chosen, listOf(5, 50), []))).toEqual(['gone', 'm0', 'm1']);
    expect(idsOf(whoStayed(chosen, listOf(5, 5), []))).toEqual(['m0', 'm1']);
  });

  it('can be chosen from a list again once they were added back, whatever the part that is loaded says', () => {
    const list = listOf(5, 50);
    list.remove(['m1']);
    const since = list.mark();
    const chosen = withPeople(NOBODY, [person('m1')], true);
    list.remove(['m2']);
    expect(list.removedSince(since)).toEqual(['m2']);
    expect(whoStayed(chosen, list, list.removedSince(since))).toBe(chosen);
  });

  it('is a member where a later page has them', () => {
    const list = listOf(5, 50);
    list.remove(['m1']);
    list.place({ start: 0, limit: 5 }, { members: people(5), last: false }, list.mark());
    const chosen = withPeople(NOBODY, [person('m1')], true);
    expect(whoStayed(chosen, list, ['m1'])).toBe(chosen);
  });
});
