import { useMemo } from 'react';
import type { Person } from '../../../../src/contract';
import type { MemberList } from '../members/memberList';
import { FEW_ASKED } from './sideAskedAbout';

/**
 * People of one side who may be on the other, a group that is read whole, without being listed: Confluence counts more members
 * than it lists there. Undefined where there are none, or too many to be asked about: then it is as Confluence lists it.
 */
export function peopleInDoubt(
  people: readonly Person[],
  list: Pick<MemberList, 'unlisted' | 'has'>,
): readonly Person[] | undefined {
  if (list.unlisted === 0) return undefined;
  const inDoubt: Person[] = [];
  for (const person of people) {
    if (person.isUnidentified || list.has(person.accountId)) continue;
    inDoubt.push(person);
    if (inDoubt.length > FEW_ASKED) return undefined;
  }
  return inDoubt.length > 0 ? inDoubt : undefined;
}

/** The same until the people or the list change. */
export function usePeopleInDoubt(people: readonly Person[], list: MemberList): readonly Person[] | undefined {
  const { version } = list;
  return useMemo(() => peopleInDoubt(people, list), [people, list, version]);
}
