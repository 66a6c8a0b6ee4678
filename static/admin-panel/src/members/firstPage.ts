import type { Confluence } from '../../../../src/confluence/confluence';
import { listMembers } from '../../../../src/confluence/listMembers';
import type { Result } from '../../../../src/confluence/request';
import type { MemberPage } from '../../../../src/contract';

/** Members on the page that the list opens with. */
export const PAGE_SIZE = 50;

/** The first members of a group, and how many there are: the total is dear for Confluence, so it is asked for once. */
export function readFirstPage(confluence: Confluence, groupId: string): Promise<Result<MemberPage>> {
  return listMembers(confluence, groupId, { start: 0, limit: PAGE_SIZE, withTotal: true });
}
