import type { ErrorKind } from '../../../src/contract';
import styles from './GroupMembers.module.css';
import { useGroup } from './groups/queries';
import { ReadFailed } from './host/readFailed';
import { useOnline } from './host/useOnline';
import { LoadedGroup } from './LoadedGroup';
import { MembersSkeleton } from './members/MembersSkeleton';
import { useMembers } from './members/queries';
import { Problem } from './problems/Problem';
import { KEEPS_FOCUS } from './ui/keepFocus';
import { useAfterPaint } from './ui/useAfterPaint';

/** One group, once Confluence has said what it is and who is in it. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const group = useGroup(groupId);
  const { list, error: listError, isRefetching, refetch } = useMembers(groupId);
  const online = useOnline();
  const isThere = group.data !== undefined && list !== undefined;
  // The names come first: drawing the rest takes longer than they did.
  const isDrawn = useAfterPaint(isThere);
  // What is loaded, chosen and searched for outlives a reload that failed.
  const error = isThere ? (isFinal(group.error) ? group.error : null) : (group.error ?? listError);
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
      ) : isDrawn && group.data && list ? (
        <LoadedGroup
          group={group.data}
          list={list}
          reloading={isRefetching}
          reloadError={group.error ?? listError}
          onReload={reload}
        />
      ) : (
        (online || isThere) && <MembersSkeleton people={list?.loaded()} />
      )}
    </div>
  );
}

/** Errors that leave nothing of a group to be shown. */
const FINAL = new Set<ErrorKind>(['groupNotFound', 'signedOut', 'permission']);

function isFinal(error: Error | null): boolean {
  return error instanceof ReadFailed && FINAL.has(error.error.kind);
}
