import styles from './GroupMembers.module.css';
import { useGroup } from './groups/queries';
import { useOnline } from './host/useOnline';
import { LoadedGroup } from './LoadedGroup';
import { MembersSkeleton } from './members/MembersSkeleton';
import { useMembers } from './members/queries';
import { Problem } from './problems/Problem';
import { KEEPS_FOCUS } from './ui/keepFocus';

/** One group, once Confluence has said what it is and who is in it. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const group = useGroup(groupId);
  const { list, error: listError, isRefetching, refetch } = useMembers(groupId);
  const online = useOnline();
  const error = group.error ?? (list ? null : listError);
  const reload = () => {
    void group.refetch({ cancelRefetch: false });
    void refetch({ cancelRefetch: false });
  };
  return (
    <div {...KEEPS_FOCUS} className={styles.group}>
      {error ? (
        <div role="alert">
          <Problem error={error} during="read" headingLevel="h2" onRetry={reload} />
        </div>
      ) : group.data && list ? (
        <LoadedGroup
          group={group.data}
          list={list}
          reloading={isRefetching}
          reloadError={listError}
          onReload={reload}
        />
      ) : (
        online && <MembersSkeleton />
      )}
    </div>
  );
}
