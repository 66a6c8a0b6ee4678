import type { MemberList } from '../memberList';

/** Members up to which a group is read whole by itself: ten requests. */
const READ_WHOLE_UP_TO = 2_000;

/** Whether the rest of the group is read without being asked for, as far as its size is known. */
export function isReadWhole({ total }: Pick<MemberList, 'total'>): boolean {
  return total !== undefined && total <= READ_WHOLE_UP_TO;
}
