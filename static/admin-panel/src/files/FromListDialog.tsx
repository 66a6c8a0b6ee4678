import { useEffect, useMemo, useRef, useState } from 'react';
import type { Action, Group } from '../../../../src/contract';
import { MAX_CHANGES_IN_RUN } from '../../../../src/contract/limits';
import { createPause } from '../host/createPause';
import { browserTools } from '../host/tools';
import type { GroupInList } from '../lists/columns/groupsIn';
import type { MatchedList } from '../lists/match/matchedList';
import { useNamedGroups } from '../lists/match/useNamedGroups';
import { columnTitle } from '../lists/panel/columnTitle';
import ListPanel from '../lists/panel/ListPanel';
import { useList, type List } from '../lists/useList';
import type { MemberList } from '../members/memberList';
import { LISTED_FOR_MS } from '../plan/plan';
import { usePlans } from '../plan/PlanProvider';
import { Dialog } from '../ui/Dialog';
import { useComputed } from '../ui/useComputed';
import { ActionChoice } from './ActionChoice';
import { EqualGuard, useEqualGuard } from './EqualGuard';
import { filesMessages } from './filesMessages';
import styles from './FromListDialog.module.css';
import { GroupsSaid } from './GroupsSaid';
import { canDo, groupsOf, targetOf, tooManyChanges, type ListChoice } from './listChoice';
import { countPeople, planOfList } from './listPlan';
import { followsActions, proposeChoice } from './proposeChoice';
import { useListChoice } from './useListChoice';
import { WhereChoice } from './WhereChoice';

interface Props {
  /** The group that is shown; absent at home. */
  group?: Group | undefined;
  /** Its members as far as they are read; the dialog is to be rendered again as more come. */
  members?: MemberList | undefined;
  /** Files that were dropped before it was opened. */
  initialFiles?: readonly File[] | undefined;
  /** Called however the dialog closes, also once the plan is opened. */
  onClose: () => void;
}

const NO_GROUPS: readonly GroupInList[] = [];
const NO_ACTIONS: ReadonlySet<Action> = new Set();

/**
 * Dialog "From a list": takes people from texts and files, finds out who is meant, and opens a plan that removes them, adds
 * them, or makes a group equal the list. It changes nothing itself, and closing it loses nothing.
 */
export default function FromListDialog({ group, members, initialFiles, onClose }: Props) {
  const { open } = usePlans();
  const key = group?.id ?? 'home';
  const [proposed, setProposed] = useState(() => proposeChoice(group, NO_GROUPS, NO_ACTIONS));
  const { choice, choose } = useListChoice(key, proposed);
  const { where, wanted } = choice;
  const list = useList(key, {
    ...(group && members && { group: { id: group.id, name: group.name, list: members } }),
    ...(group && where === 'group' && { onlyGroup: group }),
    apart: where === 'file',
  });
  const { id, name } = group ?? {};
  const { groups, actions, countedActions } = list;
  const next = useMemo(
    () => proposeChoice(id === undefined || name === undefined ? undefined : { id, name }, groups, actions),
    [id, name, groups, actions],
  );
  if (next.where !== proposed.where || next.wanted !== proposed.wanted) setProposed(next);
  useGivenFiles(initialFiles, list.given.takeFiles);
  const named = useNamedGroups(where === 'file' ? groups : NO_GROUPS);
  const { matched } = list;
  const guard = useEqualGuard(key, matched, list.files, wanted === 'equal');
  const isFollowed = followsActions(choice, countedActions);
  const isFiltered = useMemo(
    () => matched?.omissions.some(({ why }) => why === 'filtered') ?? false,
    [matched],
  );
  const count = usePeopleCount(matched, where === 'file');

  const review = async () => {
    const target = targetOf(choice, group, named.groupOf);
    if (!matched || !target) return;
    const known = {
      people: matched.found.map(({ person }) => person),
      groups: knownGroups(choice, group, groups, named),
      listed: listedOf(group, members),
      files: list.files,
    };
    // It goes on though the dialog is closed.
    const pause = createPause(new AbortController().signal);
    open(await planOfList(matched, target, pause), known);
  };
  return (
    <Dialog
      title={filesMessages.text('title')}
      confirm={filesMessages.text('review', { count: count ?? 0 })}
      appearance="primary"
      isForm
      isSteady
      isDisabled={list.isEmpty || count === undefined}
      blocked={blockedText(list, choice, group, named.isAsking) ?? guard.blocked}
      onConfirm={() => void review()}
      onClose={onClose}
    >
      <p className={styles.intro}>
        {group
          ? filesMessages.node('intro', { group: <bdi>{group.name}</bdi> })
          : filesMessages.text('introHome')}
      </p>
      <ListPanel
        list={list}
        use={{
          groups: where === 'file' || (where === 'group' && list.otherGroups?.areTaken !== true),
          actions: isFollowed && countedActions.size > 0,
        }}
      >
        <WhereChoice {...{ choice, group }} groupsInFile={groups.length} onChoose={choose} />
        <ActionChoice
          {...{ wanted, where }}
          hasActions={actions.size > 0 && where === 'file'}
          notFollowed={isFollowed || countedActions.size === 0 ? [] : actionColumnsOf(list)}
          isFiltered={isFiltered}
          onChoose={(next) => choose({ wanted: next })}
        />
        <GroupsSaid
          {...{ choice, group, matched, named }}
          isGroupNamed={list.otherGroups === undefined}
          groupsInFile={groups}
        />
        <EqualGuard guard={guard} />
      </ListPanel>
    </Dialog>
  );
}

/** People who were found; undefined while they are counted. @param isApart a person may be found in several rows */
function usePeopleCount(matched: MatchedList | undefined, isApart: boolean): number | undefined {
  const { output, isCurrent } = useComputed(isApart ? matched?.found : undefined, countPeople);
  if (!isApart) return matched?.found.length ?? 0;
  return isCurrent ? (output ?? 0) : undefined;
}

/** Takes the files once that the dialog was opened with. */
function useGivenFiles(files: readonly File[] | undefined, take: (files: readonly File[]) => void): void {
  const taken = useRef<readonly File[]>();
  useEffect(() => {
    if (!files || taken.current === files) return;
    taken.current = files;
    take(files);
  }, [files, take]);
}

/** Why the plan cannot be opened yet. Nothing is said while nothing is given. */
function blockedText(
  list: List,
  choice: ListChoice,
  group: Group | undefined,
  areGroupsAsked: boolean,
): string | undefined {
  if (list.blocked !== undefined) return list.blocked;
  if (list.isEmpty || !list.matched) return undefined;
  const { where, wanted } = choice;
  if (!canDo(wanted, where)) return filesMessages.text('actionFirst');
  if (where === 'file' && list.groups.length === 0) return filesMessages.text('groupFirst');
  if (where === 'file' && areGroupsAsked) return filesMessages.text('waitForGroups');
  if (where === 'group' || where === 'chosen') {
    const { length } = groupsOf(choice, group);
    if (length === 0) return filesMessages.text('groupFirst');
    if (wanted === 'equal' && length > 1) return filesMessages.text('oneGroup');
  }
  if (wanted === 'equal' && list.given.bad.length > 0) return filesMessages.text('badFileFirst');
  const { length: people } = list.matched.found;
  if (people === 0) return filesMessages.text(list.otherGroups ? 'noRowOfGroup' : 'nobodyFound');
  const count = tooManyChanges(choice, people, groupsOf(choice, group).length);
  return count === undefined
    ? undefined
    : filesMessages.text('tooManyChanges', { count, most: MAX_CHANGES_IN_RUN });
}

/** Distinct names of the columns that say what is to be done. */
function actionColumnsOf({ sources }: List): string[] {
  const titles = sources.flatMap(({ source, use, columns }) => {
    const facts = source.columns?.facts.find(({ column }) => column === columns?.roles.action);
    return use === 'people' && facts ? [columnTitle(facts)] : [];
  });
  return [...new Set(titles)];
}

/** Groups that the plan need not look up. */
function knownGroups(
  choice: ListChoice,
  group: Group | undefined,
  inFile: readonly GroupInList[],
  { groupOf }: ReturnType<typeof useNamedGroups>,
): Group[] {
  const ofFile = choice.where === 'file' ? inFile.map(({ id, name }) => groupOf(id, name)) : [];
  return [
    ...groupsOf(choice, group),
    ...ofFile.filter((answer): answer is Group => typeof answer !== 'string'),
  ];
}

/** The members that Confluence lists in the group that is shown, where it was just read whole and each has an account id. */
function listedOf(
  group: Group | undefined,
  members: MemberList | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  if (!group || members?.isComplete !== true) return new Map();
  const listed = members.loaded();
  const isOld = browserTools.clock.now() - members.openedAt > LISTED_FOR_MS;
  if (isOld || listed.some(({ isUnidentified }) => isUnidentified)) return new Map();
  return new Map([[group.id, new Set(listed.map(({ accountId }) => accountId))]]);
}
