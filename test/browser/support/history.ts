import { groupIds, type FrameLocator, type Stage } from './page';
import type { PersonaKey } from '../../../sandbox';

export const ZOE = { name: 'Zoë Ångström-Çelik', id: '5c3a1f9be0d7426a91b8c024' };
export const OLGA = { name: 'Ольга Ковальчук', id: '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23' };
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
    await this.#invoke(as, 'removeMembers', { groupId, accountIds });
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

  async #invoke(as: PersonaKey, functionKey: string, payload: object): Promise<void> {
    const response = await fetch(`${this.#url}/sandbox/invoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, functionKey, payload }),
    });
    const answer = (await response.json()) as { error?: { message: string } };
    if (answer.error) throw new Error(answer.error.message);
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
