import type { ReactNode } from 'react';
import type { ErrorKind, Group } from '../../../../../src/contract';
import { useGroup } from '../../directory/useGroup';
import { ReadFailed } from '../../host/readFailed';
import { useOnline } from '../../host/useOnline';
import type { MemberList } from '../../members/memberList';
import { MembersSkeleton } from '../../members/MembersSkeleton';
import { useMembers } from '../../members/queries';
import { Problem } from '../../problems/Problem';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { useAfterPaint } from '../../ui/useAfterPaint';
import styles from './GroupPage.module.css';
import { LoadedGroup } from './LoadedGroup';

interface Props {
  groupId: string;
  /** The way to another group; beside the head where there is room. */
  picker?: ReactNode;
  onAddPeople: (group: Group) => void;
  onFromList: (group: Group, list: MemberList) => void;
}

/** One group, once Confluence has said what it is and who is in it. */
export function GroupPage({ groupId, picker, onAddPeople, onFromList }: Props) {
  const group = useGroup(groupId);
  const members = useMembers(groupId);
  const { list } = members;
  const online = useOnline();
  const isThere = group.data !== undefined && list !== undefined;
  // The names come first: drawing the rest takes longer than they did.
  const isDrawn = useAfterPaint(isThere);
  // What is loaded, chosen and searched for outlives a reload that failed.
  const error = isThere ? (isFinal(group.error) ? group.error : null) : (group.error ?? members.error);
  const reload = async () => {
    const [groupRead, listRead] = await Promise.all([
      group.refetch({ cancelRefetch: false }),
      members.refetch({ cancelRefetch: false }),
    ]);
    return !groupRead.isError && !listRead.isError;
  };
  return (
    <div {...KEEPS_FOCUS} className={styles.page}>
      {picker !== undefined && <div className={styles.picker}>{picker}</div>}
      {error ? (
        <div role="alert" className={styles.problem}>
          <Problem error={error} during="read" headingLevel="h2" onRetry={() => void reload()} />
        </div>
      ) : isDrawn && group.data && list ? (
        <LoadedGroup
          group={group.data}
          list={list}
          reloadError={group.error ?? members.error}
          onReload={reload}
          onAddPeople={onAddPeople}
          onFromList={onFromList}
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
