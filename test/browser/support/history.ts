import type { PersonaKey } from '../../../sandbox';
import type { Calls, IndexRanges } from '../../../src/contract';
import { blockOf, newDriver, newRunOf } from '../../src/support/runs';
import { groupIds, type FrameLocator, type Stage } from './page';

export const ZOE = { name: 'Zoë Ångström-Çelik', id: '5c3a1f9be0d7426a91b8c024' };
export const OLGA = { name: 'Ольга Ковальчук', id: '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23' };
/** Suspended: a member of dept-sales, whom Confluence does not list. */
export const ROWAN = { name: 'Rowan Thackeray', id: '5d21c0899a4b3f0c8e61d2a5' };
/** The directory has no such account. */
export const NOBODY = '5b10ffffffffffffffffffff';

/** Confluence's largest page. */
const PAGE = 200;

/** Which group, and as whom. */
interface Where {
  groupId?: string;
  as?: PersonaKey;
}

/** What has been done before, without the page: runs of the history, each one call. */
export class Past {
  constructor(readonly file: { readonly stage: Stage }) {}

  /** Removes people from a group, as one run. @returns its id */
  async removed(accountIds: readonly string[], { groupId = groupIds.designTeam, as }: Where = {}) {
    const newRun = newRunOf([blockOf(groupId, accountIds)]);
    return this.#makeChanges(as, { newRun, changes: [[0, accountIds.length - 1]], ends: true });
  }

  /** Begins to remove people from a group, and leaves it after so many of them. @returns the run's id */
  async beganToRemove(
    accountIds: readonly string[],
    done: number,
    { groupId = groupIds.designTeam, as }: Where = {},
  ) {
    const newRun = newRunOf([blockOf(groupId, accountIds)]);
    return this.#makeChanges(as, { newRun, changes: [[0, done - 1]] });
  }

  /** Takes back the first changes of a run, as another run. @param made how many of them; the run is left then */
  async undid(runId: string, count: number, made = count): Promise<string> {
    const changes: IndexRanges = [[0, count - 1]];
    const plan = { undoes: { runId, changes } };
    const newRun = { driver: newDriver(), plan, total: count };
    return this.#makeChanges('site-admin', {
      ...{ newRun, changes: [[0, made - 1]] },
      ...(made === count && { ends: true }),
    });
  }

  /** Somebody takes a person out of design-team, without the app. */
  async removedElsewhere(accountId: string): Promise<void> {
    const query = new URLSearchParams({ groupId: groupIds.designTeam, accountId });
    await fetch(`${this.#url}/wiki/rest/api/group/userByGroupId?${query.toString()}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer site-admin', 'x-atlassian-token': 'no-check' },
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
  async #makeChanges(
    as: PersonaKey = 'site-admin',
    input: Parameters<Calls['makeChanges']>[0],
  ): Promise<string> {
    const answer = await this.file.stage.sandbox.invoke(as, 'makeChanges', input);
    const slice = 'result' in answer ? (answer.result as ReturnType<Calls['makeChanges']>) : undefined;
    if (!slice?.run) throw new Error(`makeChanges: ${JSON.stringify(answer)}`);
    return slice.run.runId;
  }

  get #url(): string {
    return this.file.stage.sandbox.url;
  }
}

/** The table of the history, or of a run's people. */
export const changesTable = (app: FrameLocator) => app.getByRole('table', { name: 'Changes', exact: true });
export const peopleTable = (app: FrameLocator) => app.getByRole('table', { name: 'People in this change' });
export const receipt = (app: FrameLocator) => app.getByRole('region', { name: 'Receipt' });

/** Opens the newest run of the history's list. */
export async function openNewest(app: FrameLocator): Promise<void> {
  await changesTable(app).getByRole('rowheader').first().getByRole('button').first().click();
  await peopleTable(app).waitFor();
}

/** The row of a person in the run that is open. */
export const personIn = (app: FrameLocator, accountId: string) =>
  peopleTable(app).locator(`[data-account-id="${accountId}"]`);
