import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { useContext, useEffect, useRef, useState } from 'react';
import type { Group, Person } from '../../../src/contract';
import styles from './GroupMembers.module.css';
import { useGroup } from './groups/queries';
import { HostContext } from './host/HostContext';
import { useOnline } from './host/useOnline';
import { displayNameOf } from './members/displayName';
import { focusNextRow } from './members/focusNextRow';
import { MembersFooter } from './members/MembersFooter';
import { MembersSkeleton } from './members/MembersSkeleton';
import { MembersTable } from './members/MembersTable';
import { useForgetMember, useMembers } from './members/queries';
import { Problem } from './problems/Problem';
import { AbsentOutcomes } from './removal/AbsentOutcomes';
import { ConfirmRemoval } from './removal/ConfirmRemoval';
import { RemovalAction } from './removal/RemovalAction';
import { RemovalResult } from './removal/RemovalResult';
import type { GroupRemoval } from './removal/rowState';
import { useRemoval } from './removal/useRemoval';
import { useAnnounce } from './ui/announcer';
import { KEEPS_FOCUS } from './ui/keepFocus';
import { Message } from './ui/Message';

/** One group: who is in it, and taking people out of it. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const group = useGroup(groupId);
  const list = useMembers(groupId);
  const online = useOnline();
  const error = group.error ?? (list.members.length === 0 ? list.error : null);
  const reload = () => {
    void group.refetch({ cancelRefetch: false });
    void list.refetch({ cancelRefetch: false });
  };
  return (
    <div {...KEEPS_FOCUS} className={styles.group}>
      {error ? (
        <div role="alert">
          <Problem error={error} during="read" headingLevel="h2" onRetry={reload} />
        </div>
      ) : group.data && !list.isPending ? (
        <LoadedGroup group={group.data} list={list} onReload={reload} />
      ) : (
        online && <MembersSkeleton />
      )}
    </div>
  );
}

interface LoadedProps {
  group: Group;
  list: ReturnType<typeof useMembers>;
  onReload: () => void;
}

function LoadedGroup({ group, list, onReload }: LoadedProps) {
  const { accountId: myAccountId } = useContext(HostContext);
  const online = useOnline();
  const [asking, setAsking] = useState<Person>();
  const heading = useRef<HTMLHeadingElement>(null);
  const forget = useForgetMember(group.id);
  const { state, remove, check, readMessages } = useRemoval(group, {
    nameOf: displayNameOf,
    onRemoved: ({ accountId }) => {
      focusNextRow(accountId, heading.current);
      void forget(accountId);
    },
  });
  useAnnounceOnce('Members loaded.');

  const action = (person: Person) => (
    <RemovalAction
      name={displayNameOf(person)}
      state={state.rows.get(person.accountId)?.state}
      onRemove={() => setAsking(person)}
      onCheck={() => void check(person)}
    />
  );
  const result = (person: Person) => (
    <RemovalResult state={state.rows.get(person.accountId)?.state} saidAbove={state.problem?.error.kind} />
  );

  return (
    <section aria-label={group.name}>
      <header className={styles.header}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          <bdi>{group.name}</bdi>
        </h2>
        {list.total !== undefined && <span className={styles.count}>{membersText(list.total)}</span>}
        <span className={styles.reload}>
          <Button
            appearance="subtle"
            spacing="compact"
            isLoading={list.isRefetching}
            onClick={() => {
              readMessages();
              onReload();
            }}
          >
            Reload
          </Button>
        </span>
      </header>

      {list.error && !list.isFetchNextPageError && (
        <div role="alert" className={styles.message}>
          <Problem error={list.error} during="read" headingLevel="h3" onRetry={onReload} />
        </div>
      )}
      <RemovalMessages state={state} groupName={group.name} />
      <AbsentOutcomes
        state={state}
        listed={new Set(list.members.map(({ accountId }) => accountId))}
        nameOf={displayNameOf}
        action={action}
        result={result}
      />

      {list.members.length === 0 && !list.hasNextPage ? (
        <EmptyState
          header="Nobody is in this group"
          headingLevel={3}
          description="People are added to groups in Atlassian Administration."
        />
      ) : (
        <MembersTable groupName={group.name} members={list.members} action={action} result={result} />
      )}
      <MembersFooter list={list} />

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

/** Above the table, where a screen reader hears them: who was removed last, and what stopped the last removal. */
function RemovalMessages({ state, groupName }: { state: GroupRemoval; groupName: string }) {
  const { removed, problem } = state;
  return (
    <>
      <div role="status" className={`${styles.message} ${styles.removed}`}>
        {removed && (
          <Message appearance="success">
            <p>
              Removed <bdi>{displayNameOf(removed)}</bdi> from <bdi>{groupName}</bdi>.
            </p>
          </Message>
        )}
      </div>
      <div role="alert" className={styles.message}>
        {problem && <Problem error={problem.error} during={problem.during} headingLevel="h3" />}
      </div>
    </>
  );
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

function membersText(total: number): string {
  return total === 1 ? '1 member' : `${total.toLocaleString('en-US')} members`;
}
