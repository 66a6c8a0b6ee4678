import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';

import { useRef, useState } from 'react';
import type { Group, Person } from '../../../src/contract';
import styles from './GroupMembers.module.css';
import { useGroup } from './groups/queries';
import { useOnline } from './host/useOnline';
import { displayNameOf } from './members/displayName';
import { focusNextRow } from './members/focusNextRow';
import { MembersFooter } from './members/MembersFooter';
import { MembersSkeleton } from './members/MembersSkeleton';
import { MembersTable } from './members/MembersTable';
import { useForgetMember, useMe, useMembers } from './members/queries';
import { Offline } from './problems/Offline';
import { Problem } from './problems/Problem';
import { ConfirmRemoval } from './removal/ConfirmRemoval';
import { RemovalAction } from './removal/RemovalAction';
import { RemovalResult } from './removal/RemovalResult';
import type { GroupRemoval } from './removal/rowState';
import { useRemoval } from './removal/useRemoval';
import { Message } from './ui/Message';

/** One group: who is in it, and taking people out of it. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const group = useGroup(groupId);
  const list = useMembers(groupId);
  const me = useMe();
  const online = useOnline();
  const error = group.error ?? (list.members.length === 0 ? list.error : null);
  if (error) {
    const retry = () => {
      if (group.error) void group.refetch();
      if (list.error) void list.refetch();
    };
    return (
      <div role="alert" className={styles.instead}>
        <Problem error={error} during="read" headingLevel="h2" onRetry={retry} />
      </div>
    );
  }
  if (!group.data || list.isPending) {
    return (
      <div className={styles.instead}>{online ? <MembersSkeleton /> : <Offline headingLevel="h2" />}</div>
    );
  }
  return <LoadedGroup group={group.data} list={list} online={online} myAccountId={me.data?.accountId} />;
}

interface LoadedProps {
  group: Group;
  list: ReturnType<typeof useMembers>;
  online: boolean;
  /** The admin who is looking, once Confluence said who that is. */
  myAccountId: string | undefined;
}

function LoadedGroup({ group, list, online, myAccountId }: LoadedProps) {
  const [asking, setAsking] = useState<Person>();
  const heading = useRef<HTMLHeadingElement>(null);
  const forget = useForgetMember(group.id);
  const { state, remove, check } = useRemoval(group.id, ({ accountId }) => {
    focusNextRow(accountId, heading.current);
    forget(accountId);
  });

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
            isDisabled={!online}
            onClick={() => void list.refetch()}
          >
            Reload
          </Button>
        </span>
      </header>

      {!online && <Offline headingLevel="h3" />}
      {list.error && !list.isFetchNextPageError && (
        <div role="alert" className={styles.message}>
          <Problem error={list.error} during="read" headingLevel="h3" onRetry={() => void list.refetch()} />
        </div>
      )}
      <RemovalMessages state={state} groupName={group.name} />

      {list.members.length === 0 && !list.hasNextPage ? (
        <EmptyState
          header="Nobody is in this group"
          headingLevel={3}
          description="People are added to groups in Atlassian Administration."
        />
      ) : (
        <MembersTable
          groupName={group.name}
          members={list.members}
          myAccountId={myAccountId}
          action={(person) => (
            <RemovalAction
              name={displayNameOf(person)}
              state={state.rows.get(person.accountId)}
              disabled={!online}
              onRemove={() => setAsking(person)}
              onCheck={() => void check(person)}
            />
          )}
          result={(person) => (
            <RemovalResult state={state.rows.get(person.accountId)} saidAbove={state.problem?.kind} />
          )}
        />
      )}
      <MembersFooter list={list} online={online} />

      {asking && (
        <ConfirmRemoval
          person={asking}
          name={displayNameOf(asking)}
          groupName={group.name}
          isMe={asking.accountId === myAccountId}
          onConfirm={() => void remove(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

/** Above the table, where a screen reader hears them: who was removed last, and what stopped the last removal. */
function RemovalMessages({ state, groupName }: { state: GroupRemoval; groupName: string }) {
  return (
    <>
      <div role="status" className={`${styles.message} ${styles.removed}`}>
        {state.removed && (
          <Message appearance="success">
            <p>
              Removed <bdi>{displayNameOf(state.removed)}</bdi> from <bdi>{groupName}</bdi>.
            </p>
          </Message>
        )}
      </div>
      <div role="alert" className={styles.message}>
        {state.problem && <Problem error={state.problem} during="removal" headingLevel="h3" />}
      </div>
    </>
  );
}

function membersText(total: number): string {
  return total === 1 ? '1 member' : `${total.toLocaleString('en-US')} members`;
}
