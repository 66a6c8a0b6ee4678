import { useMemo } from 'react';
import type { Group } from '../../../../src/contract';
import type { MemberList } from '../members/memberList';
import { MembersSkeleton } from '../members/MembersSkeleton';
import { useMembers } from '../members/queries';
import { isSameTrouble } from '../problems/isSameTrouble';
import { Problem } from '../problems/Problem';
import styles from './Compare.module.css';
import { ComparedPeople } from './ComparedPeople';
import { compareMembers } from './compareMembers';
import { sideAskedAbout } from './sideAskedAbout';
import { SideNotes } from './SideNotes';
import { readSideOf, sayHowFar, useComparedSide, type SideState } from './sideOfGroup';
import { useAskedMembers } from './useAskedMembers';
import { useComparedGroup } from './useComparedGroup';
import { usePeopleInDoubt } from './usePeopleInDoubt';
import { useReloadSides, type ReloadOfSides } from './useReloadSides';

interface Props {
  a: Group;
  b: Group;
}

/** Two groups, once Confluence has said who is in them, as far as it has. */
export function GroupComparison({ a, b }: Props) {
  const membersA = useMembers(a.id);
  const membersB = useMembers(b.id);
  const reload = useReloadSides([membersA, membersB]);
  const listA = membersA.list;
  const listB = membersB.list;
  const troubles = [membersA, membersB].flatMap(({ error, refetch }) => (error ? [{ error, refetch }] : []));
  const [first, second] = troubles;
  const shown = first && second && isSameTrouble(first.error, second.error) ? [first] : troubles;
  return (
    <>
      {shown.map(({ error }, nth) => (
        <div key={nth} role="alert" className={styles.problem}>
          <Problem
            {...{ error }}
            during="read"
            headingLevel="h3"
            onRetry={() => troubles.forEach(({ refetch }) => void refetch())}
          />
        </div>
      ))}
      {listA && listB ? (
        <LoadedGroups {...{ reload }} a={{ group: a, list: listA }} b={{ group: b, list: listB }} />
      ) : (
        troubles.length === 0 && <MembersSkeleton people={undefined} />
      )}
    </>
  );
}

interface GroupWithList {
  group: Group;
  list: MemberList;
}

interface LoadedProps extends Record<'a' | 'b', GroupWithList> {
  reload: ReloadOfSides;
}

function LoadedGroups({ a, b, reload }: LoadedProps) {
  // Always in the same order, so that what is under way goes on when the two are swapped.
  const isTurned = a.group.id > b.group.id;
  const [one, other] = isTurned ? [b, a] : [a, b];
  const first = useComparedGroup(one.group, one.list);
  const second = useComparedGroup(other.group, other.list);
  const asked = sideAskedAbout(readSideOf(first), readSideOf(second));
  const [listedFirst, listedSecond] = [one.list.loaded(), other.list.loaded()];
  const inDoubtOnFirst = usePeopleInDoubt(listedSecond, one.list);
  const inDoubtOnSecond = usePeopleInDoubt(listedFirst, other.list);
  const ofFirst = useAskedMembers(one.group.id, one.list, asked === 'b' ? listedSecond : inDoubtOnFirst);
  const ofSecond = useAskedMembers(other.group.id, other.list, asked === 'a' ? listedFirst : inDoubtOnSecond);
  const peopleOfFirst = useComparedSide(one.list, ofFirst.answers, inDoubtOnFirst !== undefined);
  const peopleOfSecond = useComparedSide(other.list, ofSecond.answers, inDoubtOnSecond !== undefined);
  const comparison = useMemo(
    () =>
      isTurned
        ? compareMembers(peopleOfSecond, peopleOfFirst)
        : compareMembers(peopleOfFirst, peopleOfSecond),
    [isTurned, peopleOfFirst, peopleOfSecond],
  );
  const sides: Record<'a' | 'b', SideState> = isTurned
    ? { a: { side: second, asked: ofSecond }, b: { side: first, asked: ofFirst } }
    : { a: { side: first, asked: ofFirst }, b: { side: second, asked: ofSecond } };
  const { a: sideA, b: sideB } = sides;
  const said = sayHowFar(comparison, [sideA, sideB]);
  return (
    <ComparedPeople
      groups={{ a: a.group, b: b.group }}
      {...{ comparison, reload, said }}
      notes={
        <>
          <SideNotes {...sideA} unidentified={comparison.unidentified.a} part={comparison.parts.onlyA} />
          <SideNotes {...sideB} unidentified={comparison.unidentified.b} part={comparison.parts.onlyB} />
        </>
      }
    />
  );
}
