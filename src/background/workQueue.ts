/** What the worker is asked to look at. */
export type WorkerEvent =
  /** A run, as far as `driver` still has it: what was taken by another since has an event of its own. */
  | { kind: 'run'; runId: string; driver: string }
  /** Whether the app can act for an admin who is away; who that is stands in the record of the trial. */
  | { kind: 'trial'; trialId: string };

/** Forge's queue, or one that a simulation makes. */
export interface WorkQueue {
  /**
   * Has the worker look at something.
   * @param delayS s until then: 0 to 900
   * @returns whether the queue took it. Never rejects: a queue that refuses leaves the run to its page.
   */
  push: (event: WorkerEvent, delayS: number) => Promise<boolean>;
}
