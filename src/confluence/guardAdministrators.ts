import type { Person } from '../contract/directory';
import type { Confluence } from './confluence';
import { believableTotal, nextStartOf } from './paging';
import { administrationOf } from './readGroupAccess';
import type { Result } from './request';
import { requestMembers } from './requestMembers';

/**
 * What a removal leaves.
 * - `ordinary`: the group grants no administration.
 * - `ample`: a person who is no app stays, and so many members that the others need no look.
 * - `keepsSomebody`: a person who is no app stays, or no listed member goes.
 * - `emptied`: the group grants administration, or may, and no person listed in it would stay.
 */
export type RemovalEffect = 'ordinary' | 'ample' | 'keepsSomebody' | 'emptied';

interface Removal {
  groupId: string;
  /** Who is about to be removed, members or not. */
  accountIds: ReadonlySet<string>;
  /** The group was found to grant no administration a moment ago: nothing is asked of Confluence then. */
  isKnownOrdinary: boolean;
}

/** Members who are enough: a margin for those counted and not listed, and for what others do meanwhile. */
const AMPLE_MEMBERS = 25;
const MEMBERS_A_PAGE = 200;

/**
 * Whether removing these people leaves a person in a group that grants administration. One without operations counts:
 * that Confluence lists none does not prove that they cannot administer. Who can use Confluence may.
 *
 * One member is looked at so far down the list that 25 stay in any case, else one so far down that one stays: 3
 * points where the first is a person who stays, 4 to 6 where the second is, each by `GET membersByGroupId`. Else at most 20
 * points for what the group grants, and where that is administration or not known, 1 + 2 points a member up to the first
 * who stays. A group that grants administration of which almost all go has to be read whole: at most 24 more members than
 * are removed, apart from apps.
 */
export async function guardAdministrators(
  confluence: Confluence,
  { groupId, accountIds, isKnownOrdinary }: Removal,
): Promise<Result<RemovalEffect>> {
  if (isKnownOrdinary) return { ok: true, value: 'ordinary' };
  for (const [spare, effect] of [
    [AMPLE_MEMBERS, 'ample'],
    [1, 'keepsSomebody'],
  ] as const) {
    const stays = await staysAt(confluence, groupId, accountIds, accountIds.size + spare - 1);
    if (!stays.ok) return stays;
    if (stays.value) return { ok: true, value: effect };
  }
  const administration = await administrationOf(confluence, groupId);
  if (administration.ok && administration.value === 'no') return { ok: true, value: 'ordinary' };
  const effect = await findSomebodyWhoStays(confluence, groupId, accountIds);
  // Where a person stays, what the group grants need not be known.
  return administration.ok || (effect.ok && effect.value === 'keepsSomebody') ? effect : administration;
}

/** Whether the list has a person who stays at this offset. 3 points, 1 where it ends before. */
async function staysAt(
  confluence: Confluence,
  groupId: string,
  accountIds: ReadonlySet<string>,
  offset: number,
): Promise<Result<boolean>> {
  const page = await requestMembers(confluence, groupId, { start: offset, limit: 1, withTotal: false });
  // That an offset beyond the end is refused says nothing of who is before it.
  if (!page.ok) return page.error.kind === 'invalid' ? { ok: true, value: false } : page;
  return {
    ok: true,
    value: page.value.results.some((one) => isSomebody(one) && !accountIds.has(one.accountId)),
  };
}

async function findSomebodyWhoStays(
  confluence: Confluence,
  groupId: string,
  accountIds: ReadonlySet<string>,
): Promise<Result<RemovalEffect>> {
  const listed = new Set<string>();
  let removesSomebody = false;
  let total: number | undefined;
  for (let start: number | undefined = 0; start !== undefined;) {
    const request = { start, limit: MEMBERS_A_PAGE, withTotal: start === 0 };
    const page = await requestMembers(confluence, groupId, request);
    if (!page.ok) return page;
    const people = page.value.results.filter(isSomebody);
    if (people.some(({ accountId }) => !accountIds.has(accountId))) {
      return { ok: true, value: 'keepsSomebody' };
    }
    total ??= believableTotal(page.value, start);
    const isComplete = !page.value.hasNext && listed.size >= (total ?? 1);
    if (page.value.results.every(({ accountId }) => listed.has(accountId)) && !isComplete) {
      const detail = 'Confluence says that the group has more members, and does not list them.';
      return { ok: false, error: { kind: 'unavailable', detail } };
    }
    removesSomebody ||= people.length > 0;
    for (const { accountId } of page.value.results) listed.add(accountId);
    start = nextStartOf(page.value, start);
  }
  return { ok: true, value: removesSomebody ? 'emptied' : 'keepsSomebody' };
}

/** Neither an app nor a row without an account id. */
function isSomebody({ accountId, accountType }: Person): boolean {
  return accountType !== 'app' && accountId !== '';
}
