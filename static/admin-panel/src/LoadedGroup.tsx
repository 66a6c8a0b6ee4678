import { deferred } from './ui/deferred';
import { EmptyState } from './ui/EmptyState';
import Button from '@atlaskit/button/default/button';
import {
  Suspense,
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { Group, Person } from '../../../src/contract';
import { ExportMembers } from './export/ExportMembers';
import { FindPerson } from './find/FindPerson';
import { useRememberMembership } from './find/queries';
import { useDirectory } from './find/useDirectory';
import { GroupHeader } from './groups/GroupHeader';
import { HostContext } from './host/HostContext';
import { useOnline } from './host/useOnline';
import styles from './LoadedGroup.module.css';
import { displayNameOf } from './members/displayName';
import { focusNextRow } from './members/focusNextRow';
import { LoadEveryone } from './members/loading/LoadEveryone';
import { useLoadEveryone } from './members/loading/useLoadEveryone';
import type { MemberList } from './members/memberList';
import { MembersTable } from './members/MembersTable';
import type { Order } from './members/order';
import { PAGE_SIZE, useForgetMembers } from './members/queries';
import { rowsOf } from './members/rows';
import { usePagesInSight } from './members/usePagesInSight';
import { Problem } from './problems/Problem';
import { AbsentOutcomes } from './removal/AbsentOutcomes';
import { RemovalMessages } from './removal/RemovalMessages';
import { RemovalResult } from './removal/RemovalResult';
import { RowRemoval } from './removal/RowRemoval';
import { rowStateOf } from './removal/rowStateOf';
import { useForgetGroupAccess } from './removal/safeguards/queries';
import { useRunOf, useRuns } from './run/RunProvider';
import { useRemoval, useSupersedeOutcomes } from './removal/useRemoval';
import { Checkbox } from './selection/Checkbox';
import { useSelection, type Selected } from './selection/useSelection';
import { useAnnounce } from './ui/announcer';
import { useLatest } from './ui/useLatest';
import { number } from './ui/number';

// Nothing of these is needed before the first row.
const Found = deferred(() => import('./find/Found'));
const FoundElsewhere = deferred(() => import('./find/FoundElsewhere'));
const LoadingProgress = deferred(() => import('./members/loading/LoadingProgress'));
const SelectionBar = deferred(() => import('./selection/SelectionBar'));
const PeopleList = deferred(() => import('./list/PeopleList'));
const ConfirmRemoval = deferred(() => import('./removal/ConfirmRemoval'));
const ConfirmRun = deferred(() => import('./removal/ConfirmRun'));

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
  const { accountId: myAccountId } = useContext(HostContext);
  const online = useOnline();
  const heading = useRef<HTMLHeadingElement>(null);
  const all = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState<Person>();
  const [listing, setListing] = useState(false);
  const [askingMany, setAskingMany] = useState(false);
  const [typed, setTyped] = useState('');
  const [order, setOrder] = useState<Order>();
  const query = useDeferredValue(typed.trim());

  const everyone = useLoadEveryone(group.id, list);
  const inSight = usePagesInSight(group.id, list);
  const directory = useDirectory(group.id, directoryQuery(list, query), (accountId) => list.has(accountId));
  const found = directory.hits.filter(({ member }) => member === true).map(({ person }) => person);
  const foundIds = found.map(({ accountId }) => accountId).join(' ');
  const { version } = list;
  const rows = useMemo(
    () => rowsOf(list, query, order, found),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list says by its version that it changed, the found by their ids
    [list, version, query, order, foundIds],
  );

  const forget = useForgetMembers();
  const forgetAccess = useForgetGroupAccess(group.id);
  const rememberMembership = useRememberMembership();
  const { selected, change: select, choose, clear: selectNobody } = useSelection();
  const runs = useRuns();
  const supersedeOutcomes = useSupersedeOutcomes();
  const run = useRunOf(group.id);
  const { state, remove, readMessages, ...removal } = useRemoval(group, {
    nameOf: displayNameOf,
    onRemoved: (person) => {
      focusNextRow(person.accountId, heading.current);
      select([person], false);
      rememberMembership(group.id, [person.accountId], false);
      void forget(group.id, [person.accountId]);
    },
    onChecked: ({ accountId }, member) => run?.active.run.applyCheck(accountId, member),
    runIdOf: ({ accountId }) => (run?.active.run.standingOf(accountId) ? run.active.run.runId : undefined),
  });
  useAnnounceOnce('Members loaded.');

  // New functions render every row again, so they are new only when what they show is.
  const check = useLatest((person: Person) => void removal.check(person));
  // A run that put people back has nothing to say of those who are in the list.
  const ending = run?.active.action === 'remove' ? run.ending : undefined;
  const ended = ending && run?.active.run;
  const stateOf = useCallback(
    ({ accountId }: Person) =>
      state.rows.get(accountId)?.state ?? (ending && rowStateOf(ended?.standingOf(accountId))),
    [state, ended, ending],
  );
  const action = useCallback(
    (person: Person) => (
      <RowRemoval
        groupId={group.id}
        person={person}
        name={displayNameOf(person)}
        state={stateOf(person)}
        onRemove={() => setAsking(person)}
        onCheck={() => check(person)}
      />
    ),
    [group.id, stateOf, check],
  );
  const saidAbove = state.problem?.error.kind;
  const result = useCallback(
    (person: Person) => <RemovalResult state={stateOf(person)} saidAbove={saidAbove} />,
    [stateOf, saidAbove],
  );
  const hasResult = useCallback((person: Person) => stateOf(person) !== undefined, [stateOf]);
  const choice = useCallback(
    (person: Person, index: number) => (
      <Checkbox
        label={`Select ${displayNameOf(person)}`}
        checked={selected.has(person.accountId)}
        onChange={(checked, withShift) => choose(person, checked, withShift, { index, at: rows.at })}
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
        action={action}
        result={result}
      />

      {list.length === 0 ? (
        <EmptyState
          header="Nobody is in this group"
          headingLevel={3}
          description="People are added to groups in Atlassian Administration."
        />
      ) : (
        <>
          <div className={styles.toolbar}>
            <FindPerson value={typed} onChange={setTyped} />
            <div className={styles.tools}>
              <Button spacing="compact" onClick={() => setListing(true)}>
                Choose from a list
              </Button>
              {isPartial && <LoadEveryone groupName={group.name} list={list} everyone={everyone} />}
              {rows.count + selected.size > 0 && (
                <ExportMembers
                  groupName={group.name}
                  people={selected.size > 0 ? () => [...selected.values()] : rows.people}
                  what={exportText(list, query, rows.count, selected.size)}
                />
              )}
            </div>
          </div>
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
                onRemove={() => setAskingMany(true)}
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
              action={action}
              choice={choice}
              choiceOfAll={choiceOfAll}
              hasResult={hasResult}
              result={result}
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

      {asking && (
        <Suspense>
          <ConfirmRemoval
            person={asking}
            name={displayNameOf(asking)}
            group={group}
            members={list}
            myAccountId={myAccountId}
            online={online}
            onConfirm={() => void remove(asking)}
            onClose={() => setAsking(undefined)}
          />
        </Suspense>
      )}
      {listing && (
        <Suspense>
          <PeopleList
            groupId={group.id}
            groupName={group.name}
            members={list}
            onChoose={(people) => select(people, true)}
            onClose={() => setListing(false)}
          />
        </Suspense>
      )}
      {askingMany && (
        <Suspense>
          <ConfirmRun
            people={[...selected.values()]}
            group={group}
            members={list}
            nameOf={displayNameOf}
            myAccountId={myAccountId}
            online={online}
            onConfirm={() => {
              readMessages();
              supersedeOutcomes(group.id, [...selected.keys()]);
              void runs.start({ action: 'remove', group, people: selected });
              selectNobody();
            }}
            onClose={() => setAskingMany(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

interface SelectAllProps {
  boxRef: RefObject<HTMLInputElement>;
  people: readonly Person[];
  selected: Selected;
  onChange: (people: readonly Person[], isSelected: boolean) => void;
}

/** Chooses everyone who has a row: who is loaded and fits what is searched for. */
function SelectAll({ boxRef, people, selected, onChange }: SelectAllProps) {
  const count = people.filter(({ accountId }) => selected.has(accountId)).length;
  const isAll = count > 0 && count === people.length;
  return (
    <Checkbox
      boxRef={boxRef}
      label="Select all"
      checked={isAll}
      indeterminate={count > 0 && !isAll}
      onChange={(checked) => onChange(people, checked)}
    />
  );
}

/** What to ask the directory: nothing where everybody is loaded, or whom the query names exactly. */
function directoryQuery(list: MemberList, query: string): string | undefined {
  if (query === '' || list.isComplete || list.has(query)) return undefined;
  const email = query.toLowerCase();
  const isListed =
    email.includes('@') && list.loaded().some((person) => person.email?.toLowerCase() === email);
  return isListed ? undefined : query;
}

/** What a file would hold: those selected, else those found, else everyone who is loaded. */
function exportText(list: MemberList, query: string, rows: number, selected: number): string {
  if (selected > 0) return `${number(selected)} selected`;
  if (query !== '') return `${number(rows)} found`;
  return list.isComplete ? `all ${number(list.size)}` : `${number(list.size)} loaded`;
}

function lookNowhere(): void {
  // Whatever has a row is loaded already.
}

/** Tells those who wait without seeing the outline go. */
function useAnnounceOnce(text: string) {
  const announce = useAnnounce();
  const said = useRef(false);
  useEffect(() => {
    if (!said.current) announce(text);
    said.current = true;
  }, [announce, text]);
}
