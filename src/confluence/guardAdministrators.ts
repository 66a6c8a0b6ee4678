import type { MemberPage } from '../contract/directory';
import type { Confluence } from './confluence';
import { listMembers } from './listMembers';
import { administrationOf } from './readGroupAccess';
import type { Result } from './request';

/**
 * What a removal leaves.
 * - `ordinary`: the group grants no administration.
 * - `ample`: so many stay that nobody needs to look who.
 * - `keepsSomebody`: somebody stays who is no app, or nobody who was listed goes.
 * - `emptied`: the group grants administration, or may, and nobody of the people listed in it would stay.
 */
export type RemovalEffect = 'ordinary' | 'ample' | 'keepsSomebody' | 'emptied';

interface Removal {
  groupId: string;
  /** Who is about to be removed, members or not. */
  accountIds: ReadonlySet<string>;
  /** The group was found to grant no administration a moment ago: nothing is asked of Confluence then. */
  isKnownOrdinary: boolean;
}

/** People who are enough, counted: a margin for those counted and not listed, and for what others do meanwhile. */
const AMPLE_MEMBERS = 25;
const MEMBERS_A_PAGE = 200;

/**
 * Whether removing these people leaves anybody in a group that grants administration. A person without operations counts
 * as somebody: that Confluence lists none does not prove that they cannot administer. Who can use Confluence may.
 *
 * 3 points for the group's size (`GET membersByGroupId`); at most 20 more for what the group grants, unless it is ample;
 * where that is administration or not known, 1 + 2 points a member up to the first who stays. A group that grants
 * administration of which almost all go has to be read whole: at most 24 more members than are removed.
 */
export async function guardAdministrators(
  confluence: Confluence,
  { groupId, accountIds, isKnownOrdinary }: Removal,
): Promise<Result<RemovalEffect>> {
  if (isKnownOrdinary) return { ok: true, value: 'ordinary' };
  const size = await listMembers(confluence, groupId, { start: 0, limit: 1, withTotal: true });
  if (!size.ok) return size;
  const { total } = size.value;
  if (total !== undefined && total - accountIds.size >= AMPLE_MEMBERS) return { ok: true, value: 'ample' };
  const administration = await administrationOf(confluence, groupId);
  if (administration.ok && administration.value === 'no') return { ok: true, value: 'ordinary' };
  const effect = await findSomebodyWhoStays(confluence, groupId, accountIds, total);
  // Where somebody stays, what the group grants need not be known.
  return administration.ok || (effect.ok && effect.value === 'keepsSomebody') ? effect : administration;
}

/** @param total members as counted, where Confluence said so */
async function findSomebodyWhoStays(
  confluence: Confluence,
  groupId: string,
  accountIds: ReadonlySet<string>,
  total: number | undefined,
): Promise<Result<RemovalEffect>> {
  const listed = new Set<string>();
  let removesSomebody = false;
  let start: number | undefined = 0;
  while (start !== undefined) {
    const page: Result<MemberPage> = await listMembers(confluence, groupId, {
      start,
      limit: MEMBERS_A_PAGE,
      withTotal: false,
    });
    if (!page.ok) return page;
    const { members, nextStart } = page.value;
    const people = members.filter(({ accountType }) => accountType !== 'app');
    if (people.some(({ accountId }) => !accountIds.has(accountId))) {
      return { ok: true, value: 'keepsSomebody' };
    }
    const isComplete = nextStart === undefined && listed.size >= (total ?? 1);
    if (members.every(({ accountId }) => listed.has(accountId)) && !isComplete) {
      const detail = 'Confluence says that the group has more members, and does not list them.';
      return { ok: false, error: { kind: 'unavailable', detail } };
    }
    removesSomebody ||= people.length > 0;
    for (const { accountId } of members) listed.add(accountId);
    start = nextStart;
  }
  return { ok: true, value: removesSomebody ? 'emptied' : 'keepsSomebody' };
}
