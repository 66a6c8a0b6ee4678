import { useMemo } from 'react';
import type { Group, Person } from '../../../../src/contract';
import { isKnown, type Chosen } from '../directory/chosen';
import { countUncertain } from '../lists/match/countUncertain';
import type { MatchedList } from '../lists/match/matchedList';
import ListPanel from '../lists/panel/ListPanel';
import { useList } from '../lists/useList';
import type { MemberList } from '../members/memberList';
import { MembersSkeleton } from '../members/MembersSkeleton';
import { useMembers } from '../members/queries';
import { Problem } from '../problems/Problem';
import { useIsShown } from '../ui/shown';
import styles from './Compare.module.css';
import { ComparedPeople } from './ComparedPeople';
import { compareMembers, type ComparedSide } from './compareMembers';
import { compareMessages as messages } from './compareMessages';
import { sideAskedAbout } from './sideAskedAbout';
import { SideNotes } from './SideNotes';
import { readSideOf, sayHowFar, useComparedSide } from './sideOfGroup';
import { useAskedMembers } from './useAskedMembers';
import { useComparedGroup } from './useComparedGroup';
import { usePeopleInDoubt } from './usePeopleInDoubt';
import { useReloadSides, type ReloadOfSides } from './useReloadSides';

/** Under which the list is kept for the visit. */
const KEY = 'compare';
const NOBODY: readonly Person[] = [];
const NOTHING_ASKED: ReadonlyMap<string, boolean> = new Map();

/** A group and a list, once Confluence has said who is in the group, as far as it has. */
export default function ListComparison({ group }: { group: Group }) {
  const members = useMembers(group.id);
  const reload = useReloadSides([members]);
  const { list, error, refetch } = members;
  return (
    <>
      {error && (
        <div role="alert" className={styles.problem}>
          <Problem {...{ error }} during="read" headingLevel="h3" onRetry={() => void refetch()} />
        </div>
      )}
      {list ? (
        <LoadedGroup {...{ group, reload }} members={list} />
      ) : (
        !error && <MembersSkeleton people={undefined} />
      )}
    </>
  );
}

interface LoadedProps {
  group: Group;
  members: MemberList;
  reload: ReloadOfSides;
}

function LoadedGroup({ group, members, reload }: LoadedProps) {
  const isShown = useIsShown();
  const list = useList(KEY, {
    group: { id: group.id, name: group.name, list: members },
    onlyGroup: group,
  });
  const { matched, blocked, isEmpty } = list;
  const side = useComparedGroup(group, members);
  const sideOfList = useMemo(() => peopleOfList(matched, blocked === undefined), [matched, blocked]);
  const { people, isComplete } = sideOfList;
  const isAsked =
    sideAskedAbout(readSideOf(side), { isComplete, isAutomatic: true, size: people.length, requests: 0 }) ===
    'b';
  const inDoubt = usePeopleInDoubt(people, members);
  const asked = useAskedMembers(group.id, members, isAsked ? people : inDoubt);
  const sideOfGroup = useComparedSide(members, asked.answers, inDoubt !== undefined);
  const comparison = useMemo(() => compareMembers(sideOfGroup, sideOfList), [sideOfGroup, sideOfList]);
  const uncertain = useMemo(() => (matched ? countUncertain(matched) : 0), [matched]);
  return (
    <>
      {/* It takes files that are dropped anywhere. */}
      {isShown && (
        <div className={styles.list}>
          <ListPanel list={list} use={{ groups: list.otherGroups?.areTaken !== true, actions: false }} />
        </div>
      )}
      {isEmpty || !matched ? (
        <p className={styles.text}>{messages.node('giveList', { group: <bdi>{group.name}</bdi> })}</p>
      ) : (
        <ComparedPeople
          groups={{ a: group }}
          said={blocked ?? sayHowFar(comparison, [{ side, asked }])}
          notes={
            <SideNotes
              {...{ side, asked }}
              unidentified={comparison.unidentified.a}
              part={comparison.parts.onlyA}
            />
          }
          {...{ comparison, uncertain, reload }}
        />
      )}
    </>
  );
}

/** The people of a list. @param isFinal every line is decided: no one else is meant, as far as can be known */
function peopleOfList(matched: MatchedList | undefined, isFinal: boolean): ComparedSide {
  const people = matched ? matched.found.map(({ person }) => rowPersonOf(person)) : NOBODY;
  const ids = new Set(people.map(({ accountId }) => accountId));
  const isComplete = matched !== undefined && isFinal;
  return {
    ...{ people, isComplete, asked: NOTHING_ASKED, isInDoubt: false },
    has: (accountId) => ids.has(accountId),
    total: isComplete ? people.length : undefined,
  };
}

/** A person for a table, also where only the account id is known. */
function rowPersonOf(person: Chosen): Person {
  if (isKnown(person)) return person;
  const { accountId } = person;
  return { accountId, displayName: '', accountType: 'person', lacksAccess: false, guest: false };
}
