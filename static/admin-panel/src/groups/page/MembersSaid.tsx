import type { ReactNode } from 'react';
import type { Group } from '../../../../../src/contract';
import { displayNameOf } from '../../directory/displayName';
import { RemovalNotice } from '../../removal/RemovalNotice';
import type { Departure } from '../../removal/rowState';

interface Props {
  group: Group;
  /** Why nothing can be changed in the group; absent where something can. */
  readOnlyReason: string | undefined;
  /** What came of a search, or how far the order goes. */
  about: ReactNode;
  /** That some of those selected have no row. */
  hidden: string;
  /** Why those selected cannot be changed now. */
  blocked: string | undefined;
  blockedId: string;
  /** What the menu did last. */
  done: string;
  left: Departure | undefined;
  onUndo: ((left: Departure) => void) | undefined;
  /** Why the last removal cannot be taken back now. */
  undoBlocked: string | undefined;
}

/** What is said above the table: live regions, each there before it has words, so that screen readers hear them come. */
export function MembersSaid(props: Props) {
  const { group, readOnlyReason, about, hidden, blocked, blockedId, done, left, onUndo, undoBlocked } = props;
  return (
    <>
      <span role="status">{readOnlyReason}</span>
      <span role="status">{about}</span>
      <span role="status">{hidden}</span>
      <span role="status" id={blockedId}>
        {blocked}
      </span>
      <span role="status">{done}</span>
      <RemovalNotice
        left={left}
        groupName={group.name}
        nameOf={displayNameOf}
        onUndo={onUndo}
        blocked={undoBlocked}
      />
    </>
  );
}
