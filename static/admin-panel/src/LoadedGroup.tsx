import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { Group, Person } from '../../../src/contract';
import { isManagedExternally } from '../../../src/membership/isManagedExternally';
import { GroupDialogs, type Question } from './GroupDialogs';
import { GroupHeader } from './groups/GroupHeader';
import { GroupToolbar } from './GroupToolbar';
import styles from './LoadedGroup.module.css';
import { displayNameOf } from './members/displayName';
import { focusNextRow } from './members/focusNextRow';
import { RestOfMembers } from './members/loading/RestOfMembers';
import type { Loading } from './members/loading/restLoader';
import { useLoadEveryone } from './members/loading/useLoadEveryone';
import type { MemberList } from './members/memberList';
import { MembersTable } from './members/MembersTable';
import { NobodyListed } from './members/NobodyListed';
import { PAGE_SIZE } from './members/firstPage';
import { usePagesInSight } from './members/usePagesInSight';
import { useMembershipsChanged } from './memberships/useMembershipsChanged';
import { isSameTrouble } from './problems/isSameTrouble';
import { Problem } from './problems/Problem';
import { AbsentOutcomes } from './removal/AbsentOutcomes';
import { RemovalMessages } from './removal/RemovalMessages';
import { useForgetGroupAccess } from './removal/safeguards/queries';
import { useRemoval, useSupersedeOutcomes } from './removal/useRemoval';
import { useRowRemovals } from './removal/useRowRemovals';
import { applyCheck } from './run/applyCheck';
import { useRunOf, useRuns } from './run/RunProvider';
import { Checkbox } from './selection/Checkbox';
import { isSelectable } from './selection/selected';
import { SelectAll } from './selection/SelectAll';
import { useSelection } from './selection/useSelection';
import { deferred } from './ui/deferred';
import { number } from './ui/number';
import { useAnnounceOnce } from './ui/useAnnounceOnce';
import { useTableRows } from './useTableRows';

// Nothing of these is needed before the first row.
const Found = deferred(() => import('./find/Found'));
const FoundElsewhere = deferred(() => import('./find/FoundElsewhere'));
const LoadingProgress = deferred(() => import('./members/loading/LoadingProgress'));
const SelectionBar = deferred(() => import('./selection/SelectionBar'));

interface Props {
  group: Group;
  list: MemberList;
  reloading: boolean;
  /** Why the last reload did not bring the list anew. */
  reloadError: Error | null;
  onReload: () => void;
}

/** One group: who is in it, finding a person, and taking people out of it. */
export function LoadedGroup({ group, list, reloading, reloadError, onReload }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const all = useRef<HTMLInputElement>(null);
  const [question, setQuestion] = useState<Question>();
  const everyone = useLoadEveryone(group.id, list);
  const inSight = usePagesInSight(group.id, list);
  const { typed, setTyped, query, order, setOrder, directory, found, rows } = useTableRows(group.id, list);
  const { selected, change: select, choose, clear: selectNobody } = useSelection(list);

  const groupName = group.name;
  // What an identity provider owns can be read here, and is changed there.
  const isReadOnly = isManagedExternally(group);
  const forgetAccess = useForgetGroupAccess(group.id);
  const tellChanged = useMembershipsChanged();
  const runs = useRuns();
  const supersedeOutcomes = useSupersedeOutcomes();
  const run = useRunOf(group.id)?.active;
  const indexOf = ({ accountId }: Person) => run?.indexOf({ groupId: group.id, accountId });
  const { state, remove, check, readMessages } = useRemoval(group, {
    nameOf: displayNameOf,
    onLeft: (person) => {
      focusNextRow(person.accountId, heading.current);
      tellChanged({ groupId: group.id, action: 'remove', accountIds: [person.accountId] });
    },
    onChecked: (person, isMember) => {
      const change = indexOf(person);
      if (run && change !== undefined) applyCheck(run.client, [{ change, isMember }]);
    },
    placeOf: (person) => {
      const change = indexOf(person);
      if (!run || change === undefined || !run.client.openChanges().includes(change)) return undefined;
      const { runId } = run.client;
      return runId === undefined ? undefined : { runId, change };
    },
  });
  const removals = useRowRemovals({
    ...{ groupId: group.id, state, isReadOnly },
    onRemove: (person) => setQuestion({ about: 'person', person }),
    onCheck: (person) => void check(person),
  });
  useAnnounceOnce('Members shown.');

  const choice = useCallback(
    (person: Person) =>
      !isReadOnly &&
      isSelectable(person) && (
        <Checkbox
          label={`Select ${displayNameOf(person)}`}
          checked={selected.has(person.accountId)}
          onChange={(checked, withShift) => choose(person, checked, withShift, rows)}
        />
      ),
    [isReadOnly, selected, choose, rows],
  );
  const choiceOfAll = useMemo(
    () =>
      !isReadOnly && <SelectAll boxRef={all} people={rows.people()} selected={selected} onChange={select} />,
    [isReadOnly, rows, selected, select],
  );
  const shownSelected = useMemo(
    () => rows.people().filter(({ accountId }) => selected.has(accountId)).length,
    [rows, selected],
  );
  const { isComing } = everyone;
  const isPartial = !list.isComplete && !isComing;
  const isLoadingTold = everyone.isAutomatic
    ? HAS_FAILED.has(everyone.loading.status)
    : everyone.loading.status !== 'idle';

  return (
    <section aria-label={groupName} className={styles.group}>
      <GroupHeader
        group={group}
        total={list.total}
        headingRef={heading}
        reloading={reloading}
        onReload={() => {
          readMessages();
          forgetAccess();
          onReload();
        }}
      />

      {reloadError && (
        <div role="alert" className={styles.message}>
          <Problem error={reloadError} during="read" headingLevel="h3" onRetry={onReload} />
        </div>
      )}
      <RemovalMessages state={state} groupName={groupName} nameOf={displayNameOf} />
      <AbsentOutcomes
        state={state}
        isListed={(accountId) =>
          list.has(accountId) || found.some((person) => person.accountId === accountId)
        }
        nameOf={displayNameOf}
        action={removals.action}
        result={removals.result}
      />

      {list.length === 0 || list.isCutShort ? (
        <NobodyListed list={list} onReload={onReload} />
      ) : (
        <>
          <GroupToolbar
            groupName={groupName}
            {...{ list, rows, selected, typed, query, everyone }}
            onType={setTyped}
            {...(!isReadOnly && { onChooseFromList: () => setQuestion({ about: 'list' }) })}
          />
          {isLoadingTold && (
            <Suspense>
              <LoadingProgress
                groupName={groupName}
                list={list}
                loading={everyone.loading}
                onStop={everyone.stop}
                onGoOn={everyone.start}
              />
            </Suspense>
          )}
          {query !== '' && (
            <Suspense>
              <Found
                query={query}
                members={{ shown: rows.count, loaded: list.size, isPartial, isComing }}
                directory={directory}
                saidAbove={reloadError}
              />
            </Suspense>
          )}
          {order && isPartial && (
            <p role="status" className={styles.note}>
              Sorted: the {number(list.size)} members loaded so far. Load everyone to sort the whole group.
            </p>
          )}
          {selected.size > 0 && (
            <Suspense>
              <SelectionBar
                count={selected.size}
                hidden={selected.size - shownSelected}
                note={
                  isPartial && selected.size >= list.size
                    ? 'Load everyone to select the whole group.'
                    : undefined
                }
                blocked={runs.isUnderWay ? 'Wait until the run under way has ended.' : undefined}
                onRemove={() => setQuestion({ about: 'selected' })}
                onClear={() => {
                  (all.current ?? heading.current)?.focus({ preventScroll: true });
                  selectNobody();
                }}
              />
            </Suspense>
          )}
          {rows.count > 0 && (
            <MembersTable
              groupName={groupName}
              rows={rows}
              scrolls={list.length > PAGE_SIZE}
              order={order}
              onOrder={setOrder}
              onSight={query === '' && !order ? inSight.look : lookNowhere}
              choice={choice}
              choiceOfAll={choiceOfAll}
              {...removals}
            />
          )}
          {query === '' && <RestOfMembers groupName={groupName} list={list} everyone={everyone} />}
          {query !== '' && (
            <Suspense>
              <FoundElsewhere query={query} directory={directory} nameOf={displayNameOf} />
            </Suspense>
          )}
          {inSight.error &&
            everyone.loading.status !== 'failed' &&
            !isSameTrouble(inSight.error, reloadError) && (
              <div role="alert" className={styles.message}>
                <Problem error={inSight.error} during="read" headingLevel="h3" onRetry={inSight.retry} />
              </div>
            )}
        </>
      )}

      <GroupDialogs
        {...{ group, list, selected, question }}
        onChoose={(people) => select(people, true)}
        onRemove={(person) => void remove(person)}
        onRemoveSelected={() => {
          void runs.start({ action: 'remove', group, people: selected }).then((hasBegun) => {
            if (!hasBegun) return;
            readMessages();
            supersedeOutcomes(group.id, [...selected.keys()]);
            select([...selected.values()], false);
          });
        }}
        onClose={() => setQuestion(undefined)}
      />
    </section>
  );
}

/** Ends of an unrequested reading that are told all the same. */
const HAS_FAILED = new Set<Loading['status']>(['limit', 'failed', 'changing']);

function lookNowhere(): void {
  // Whatever has a row is loaded already.
}
