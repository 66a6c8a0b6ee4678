import { groupIds, type FrameLocator, type Stage } from './page';
import type { PersonaKey } from '../../../sandbox';
import type { Calls } from '../../../src/contract';
import { blockOf, newRunOf } from '../../src/support/runs';

export const ZOE = { name: 'Zoë Ångström-Çelik', id: '5c3a1f9be0d7426a91b8c024' };
export const OLGA = { name: 'Ольга Ковальчук', id: '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23' };
/** Suspended: a member of dept-sales, whom Confluence does not list. */
export const ROWAN = { name: 'Rowan Thackeray', id: '5d21c0899a4b3f0c8e61d2a5' };
/** The directory has no such account. */
export const NOBODY = '5b10ffffffffffffffffffff';

/** Confluence's largest page. */
const PAGE = 200;

/** What has been done before, without the page: runs of the history, each one call. */
export class Past {
  constructor(readonly file: { readonly stage: Stage }) {}

  /** Removes people from a group, as one run. */
  async removed(
    accountIds: readonly string[],
    { groupId = groupIds.designTeam, as = 'site-admin' }: { groupId?: string; as?: PersonaKey } = {},
  ): Promise<void> {
    const newRun = newRunOf([blockOf(groupId, accountIds)]);
    await this.#makeChanges(as, { newRun, changes: [[0, accountIds.length - 1]], ends: true });
  }

  /** Begins to remove people from a group, and leaves it after so many of them. */
  async beganToRemove(
    accountIds: readonly string[],
    done: number,
    { groupId = groupIds.designTeam, as = 'site-admin' }: { groupId?: string; as?: PersonaKey } = {},
  ): Promise<void> {
    const newRun = newRunOf([blockOf(groupId, accountIds)]);
    await this.#makeChanges(as, { newRun, changes: [[0, done - 1]] });
  }

  /** As many runs as asked for, of one person each. */
  async removedOneByOne(count: number): Promise<void> {
    const groupId = groupIds.contractors;
    for (const accountId of (await this.members(groupId)).slice(0, count)) {
      await this.removed([accountId], { groupId });
    }
  }

  /** Somebody else puts a person back, or takes them out, without the app. */
  async changedElsewhere(method: 'POST' | 'DELETE', accountId: string): Promise<void> {
    const query = new URLSearchParams({
      groupId: groupIds.designTeam,
      ...(method === 'DELETE' && { accountId }),
    });
    await fetch(`${this.#url}/wiki/rest/api/group/userByGroupId?${query.toString()}`, {
      method,
      headers: {
        authorization: 'Bearer site-admin',
        'x-atlassian-token': 'no-check',
        'content-type': 'application/json',
      },
      ...(method === 'POST' && { body: JSON.stringify({ accountId }) }),
    });
  }

  /** Account ids of who is in a group now. */
  async members(groupId: string): Promise<string[]> {
    const ids: string[] = [];
    for (let isMore = true; isMore;) {
      const query = `start=${ids.length}&limit=${PAGE}`;
      const response = await fetch(`${this.#url}/wiki/rest/api/group/${groupId}/membersByGroupId?${query}`, {
        headers: { authorization: 'Bearer site-admin' },
      });
      const { results } = (await response.json()) as { results: { accountId: string }[] };
      ids.push(...results.map(({ accountId }) => accountId));
      isMore = results.length === PAGE;
    }
    return ids;
  }

  /** Some of the changes may fail, or have their answers lost; the slice itself is answered and written down. */
  async #makeChanges(as: PersonaKey, input: Parameters<Calls['makeChanges']>[0]): Promise<void> {
    const answer = await this.file.stage.sandbox.invoke(as, 'makeChanges', input);
    const slice = 'result' in answer ? (answer.result as ReturnType<Calls['makeChanges']>) : undefined;
    if (!slice?.run) throw new Error(`makeChanges: ${JSON.stringify(answer)}`);
  }

  get #url(): string {
    return this.file.stage.sandbox.url;
  }
}

/** The table of runs, or of a run's people. */
export const runsTable = (app: FrameLocator) => app.getByRole('table', { name: 'Runs' });
export const peopleTable = (app: FrameLocator) => app.getByRole('table', { name: 'People in this run' });

/** Opens the run of this title. */
export async function openRun(app: FrameLocator, title: string): Promise<void> {
  await runsTable(app).getByRole('button', { name: title, exact: true }).first().click();
  await peopleTable(app).waitFor();
}

/** The row of a person in the run that is open. */
export const personIn = (app: FrameLocator, accountId: string) =>
  peopleTable(app).locator(`[data-account-id="${accountId}"]`);
