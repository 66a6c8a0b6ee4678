import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { Group, Person } from '../../../src/contract';
import { GroupDialogs, type Question } from './GroupDialogs';
import { GroupHeader } from './groups/GroupHeader';
import { GroupToolbar } from './GroupToolbar';
import styles from './LoadedGroup.module.css';
import { displayNameOf } from './members/displayName';
import { focusNextRow } from './members/focusNextRow';
import { useLoadEveryone } from './members/loading/useLoadEveryone';
import type { MemberList } from './members/memberList';
import { MembersTable } from './members/MembersTable';
import { PAGE_SIZE } from './members/queries';
import { usePagesInSight } from './members/usePagesInSight';
import { useMembershipsChanged } from './memberships/useMembershipsChanged';
import { Problem } from './problems/Problem';
import { AbsentOutcomes } from './removal/AbsentOutcomes';
import { RemovalMessages } from './removal/RemovalMessages';
import { useForgetGroupAccess } from './removal/safeguards/queries';
import { useRemoval, useSupersedeOutcomes } from './removal/useRemoval';
import { useRowRemovals } from './removal/useRowRemovals';
import { applyCheck } from './run/applyCheck';
import { useRunOf, useRuns } from './run/RunProvider';
import { Checkbox } from './selection/Checkbox';
import { SelectAll } from './selection/SelectAll';
import { useSelection } from './selection/useSelection';
import { deferred } from './ui/deferred';
import { EmptyState } from './ui/EmptyState';
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

/** One group: who is in it, finding somebody, and taking people out of it. */
export function LoadedGroup({ group, list, reloading, reloadError, onReload }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const all = useRef<HTMLInputElement>(null);
  const [question, setQuestion] = useState<Question>();
  const everyone = useLoadEveryone(group.id, list);
  const inSight = usePagesInSight(group.id, list);
  const { typed, setTyped, query, order, setOrder, directory, found, rows } = useTableRows(group.id, list);
  const { selected, change: select, choose, clear: selectNobody } = useSelection(list);

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
    ...{ groupId: group.id, state },
    onRemove: (person) => setQuestion({ about: 'person', person }),
    onCheck: (person) => void check(person),
  });
  useAnnounceOnce('Members loaded.');

  const choice = useCallback(
    (person: Person) => (
      <Checkbox
        label={`Select ${displayNameOf(person)}`}
        checked={selected.has(person.accountId)}
        onChange={(checked, withShift) => choose(person, checked, withShift, rows)}
      />
    ),
    [selected, choose, rows],
  );
  const choiceOfAll = useMemo(
    () => <SelectAll boxRef={all} people={rows.people()} selected={selected} onChange={select} />,
    [rows, selected, select],
  );
  const shownSelected = useMemo(
    () => rows.people().filter(({ accountId }) => selected.has(accountId)).length,
    [rows, selected],
  );
  const isPartial = !list.isComplete;

  return (
    <section aria-label={group.name} className={styles.group}>
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
      <RemovalMessages state={state} groupName={group.name} nameOf={displayNameOf} />
      <AbsentOutcomes
        state={state}
        isListed={(accountId) =>
          list.has(accountId) || found.some((person) => person.accountId === accountId)
        }
        nameOf={displayNameOf}
        action={removals.action}
        result={removals.result}
      />

      {list.length === 0 ? (
        <EmptyState
          header="Nobody is in this group"
          headingLevel={3}
          description="People are added to groups in Atlassian Administration."
        />
      ) : (
        <>
          <GroupToolbar
            groupName={group.name}
            {...{ list, rows, selected, typed, query, everyone }}
            onType={setTyped}
            onChooseFromList={() => setQuestion({ about: 'list' })}
          />
          {everyone.loading.status !== 'idle' && (
            <Suspense>
              <LoadingProgress
                groupName={group.name}
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
                shown={rows.count}
                loaded={list.size}
                isComplete={list.isComplete}
                directory={directory}
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
              groupName={group.name}
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
          {query !== '' && !list.isComplete && (
            <Suspense>
              <FoundElsewhere query={query} directory={directory} nameOf={displayNameOf} />
            </Suspense>
          )}
          {inSight.error && (
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

function lookNowhere(): void {
  // Whatever has a row is loaded already.
}
