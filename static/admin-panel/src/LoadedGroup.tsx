import { deferred } from './ui/deferred';
import { EmptyState } from './ui/EmptyState';
import {
  Suspense,
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Group, Person } from '../../../src/contract';
import { ExportMembers } from './export/ExportMembers';
import { FindPerson } from './find/FindPerson';
import { useRememberRemoved } from './find/queries';
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
import { PAGE_SIZE, useForgetMember } from './members/queries';
import { rowsOf } from './members/rows';
import { usePagesInSight } from './members/usePagesInSight';
import { Problem } from './problems/Problem';
import { AbsentOutcomes } from './removal/AbsentOutcomes';
import { ConfirmRemoval } from './removal/ConfirmRemoval';
import { RemovalAction } from './removal/RemovalAction';
import { RemovalMessages } from './removal/RemovalMessages';
import { RemovalResult } from './removal/RemovalResult';
import { useRemoval } from './removal/useRemoval';
import { useAnnounce } from './ui/announcer';
import { useLatest } from './ui/useLatest';

// Nothing of these is needed before the first row.
const Found = deferred(() => import('./find/Found'));
const LoadingProgress = deferred(() => import('./members/loading/LoadingProgress'));

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
  const [asking, setAsking] = useState<Person>();
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

  const forget = useForgetMember(group.id);
  const rememberRemoved = useRememberRemoved(group.id);
  const { state, remove, readMessages, ...removal } = useRemoval(group, {
    nameOf: displayNameOf,
    onRemoved: ({ accountId }) => {
      focusNextRow(accountId, heading.current);
      rememberRemoved(accountId);
      void forget(accountId);
    },
  });
  useAnnounceOnce('Members loaded.');

  // New functions render every row again, so they are new only when what they show is.
  const check = useLatest((person: Person) => void removal.check(person));
  const action = useCallback(
    (person: Person) => (
      <RemovalAction
        name={displayNameOf(person)}
        state={state.rows.get(person.accountId)?.state}
        onRemove={() => setAsking(person)}
        onCheck={() => check(person)}
      />
    ),
    [state, check],
  );
  const result = useCallback(
    (person: Person) => (
      <RemovalResult state={state.rows.get(person.accountId)?.state} saidAbove={state.problem?.error.kind} />
    ),
    [state],
  );
  const hasResult = useCallback((person: Person) => state.rows.has(person.accountId), [state]);
  const isPartial = !list.isComplete;

  return (
    <section aria-label={group.name}>
      <GroupHeader
        group={group}
        total={list.total}
        headingRef={heading}
        reloading={reloading}
        onReload={() => {
          readMessages();
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
        isListed={(accountId) => list.has(accountId) || foundIds.includes(accountId)}
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
              {isPartial && <LoadEveryone groupName={group.name} list={list} everyone={everyone} />}
              <ExportMembers
                groupName={group.name}
                people={rows.people}
                what={exportText(list, query, rows.count)}
              />
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
                nameOf={displayNameOf}
              />
            </Suspense>
          )}
          {order && isPartial && (
            <p role="status" className={styles.note}>
              Sorted: the {list.size.toLocaleString('en-US')} members loaded so far. Load everyone to sort the
              whole group.
            </p>
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
              hasResult={hasResult}
              result={result}
            />
          )}
          {inSight.error && (
            <div role="alert" className={styles.message}>
              <Problem error={inSight.error} during="read" headingLevel="h3" onRetry={inSight.retry} />
            </div>
          )}
        </>
      )}

      {asking && (
        <ConfirmRemoval
          person={asking}
          name={displayNameOf(asking)}
          groupName={group.name}
          isMe={asking.accountId === myAccountId}
          online={online}
          onConfirm={() => void remove(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
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

function exportText(list: MemberList, query: string, rows: number): string {
  if (query !== '') return `${rows.toLocaleString('en-US')} found`;
  return list.isComplete
    ? `all ${list.size.toLocaleString('en-US')}`
    : `${list.size.toLocaleString('en-US')} loaded`;
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
