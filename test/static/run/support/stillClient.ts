import type { Change } from '../../../../src/contract';
import type { ChangeStanding, RunSnapshot } from '../../../../src/run/runSnapshot';
import type { RunClient } from '../../../../static/admin-panel/src/run/runClient';

/** A run that stands as a test says, and does nothing. */
export class StillClient implements RunClient {
  readonly runId = 'r';

  constructor(
    readonly changes: readonly Change[],
    readonly standings: ChangeStanding[],
  ) {}

  readonly subscribe = () => () => undefined;
  readonly standingOf = (change: number) => this.standings[change];
  readonly getSnapshot = (): RunSnapshot => {
    const counts = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 };
    return { state: { name: 'done' }, total: this.changes.length, counts, stopped: [] };
  };
  readonly openChanges = () => [];
  readonly control = () => undefined;
  readonly setOnline = () => undefined;
  readonly retry = () => undefined;
  readonly apply = () => undefined;
}
