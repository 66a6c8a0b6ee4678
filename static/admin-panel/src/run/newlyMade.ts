import type { Action } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import { standingsOf, type ActiveRun } from './activeRun';

/** Changes of one kind in one group that a run has made, or found made. */
interface Made {
  groupId: string;
  action: Action;
  accountIds: string[];
}

/** What a run has changed that the page was not told of yet. */
export class NewlyMade {
  readonly #told = new Set<number>();

  constructor(readonly run: Pick<ActiveRun, 'client' | 'groups'>) {}

  /** For each kind of change in each group; with none where nothing is new, for the history tells of the run all the same. */
  take(): Made[] {
    const made = new Map<string, Made>();
    for (const { change, index, standing } of standingsOf(this.run)) {
      if (this.#told.has(index) || !isSo(standing)) continue;
      this.#told.add(index);
      const { groupId, action, accountId } = change;
      const key = `${groupId} ${action}`;
      const one = made.get(key) ?? { groupId, action, accountIds: [] };
      one.accountIds.push(accountId);
      made.set(key, one);
    }
    return made.size > 0 ? [...made.values()] : this.#nothing();
  }

  #nothing(): Made[] {
    const [change] = this.run.client.changes;
    return change ? [{ groupId: change.groupId, action: change.action, accountIds: [] }] : [];
  }
}

/** Whether the membership is as the change wants it, by this run or not. */
function isSo(standing: ChangeStanding): boolean {
  switch (standing.status) {
    case 'done':
    case 'unchanged':
      return true;
    case 'unconfirmed':
      return standing.error.kind === 'unattributed';
    case 'waiting':
    case 'underWay':
    case 'failed':
    case 'notAttempted':
      return false;
  }
}
