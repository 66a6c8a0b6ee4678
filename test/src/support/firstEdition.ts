/** Runs as the first edition of the app stored them: values without a version, account ids instead of places. */

interface FirstSlice {
  accountIds: readonly string[];
  /** Absent where it was cut off. */
  outcomes?: readonly string[];
  actorId?: string;
  driver?: string;
}

interface FirstCheck {
  /** Entries there were when Confluence was asked. */
  asOf: number;
  members: readonly string[];
  others: readonly string[];
}

interface FirstTaking {
  taken: { actorId: string; driver: string };
}

export interface FirstEditionOptions {
  action?: 'remove' | 'restore';
  groupId: string;
  groupName?: string;
  accountIds: readonly string[];
  actorId?: string;
  /** It was one slice, so that nobody was said to have taken it. */
  isWhole?: boolean;
  /** What happened after the run was begun. */
  log?: readonly (FirstSlice | FirstCheck | FirstTaking)[];
  /** Whether its log says that it has ended. */
  ended?: boolean;
  /** Whether its header does, and its open key is gone; as `ended` unless said. */
  isSummarized?: boolean;
  /** What its header says of its end. */
  counts?: { done: number; failed: number; unconfirmed: number; notAttempted: number };
  undoes?: string;
  /** How many of the people were named; all unless said. */
  planned?: number;
  startedAt?: number;
  driver?: string;
}

export interface FirstEditionRun {
  runId: string;
  values: [key: string, value: unknown][];
}

const PLAN_PEOPLE = 500;
const LAST_MS = 9_999_999_999_999;

let made = 0;

function id(): string {
  made += 1;
  return made.toString(16).padStart(16, '0');
}

/** Everything that a run of the first edition has in the storage, by key. */
export function firstEditionRun(options: FirstEditionOptions): FirstEditionRun {
  const { action = 'remove', groupId, groupName = 'group', accountIds, ended = false, undoes } = options;
  const { actorId = 'first-admin', startedAt = Date.now() - 3_600_000 } = options;
  const { driver = 'driver-of-the-first-ed', planned = accountIds.length } = options;
  const { isSummarized = ended } = options;
  const runId = `${String(LAST_MS - startedAt).padStart(13, '0')}-${id()}`;
  const key = (prefix: string, n: number, digits: number) =>
    `${prefix}:${runId}:${String(n).padStart(digits, '0')}`;
  const lease = { driver, actorId, until: startedAt + 30_000 };

  const log: unknown[] = options.isWhole ? [] : [{ kind: 'taken', id: id(), ...lease }];
  for (const entry of options.log ?? []) {
    const until = startedAt + 30_000 + log.length * 1_000;
    if ('taken' in entry) log.push({ kind: 'taken', id: id(), ...entry.taken, until });
    else if ('asOf' in entry) log.push({ kind: 'check', id: id(), ...entry });
    else log.push({ kind: 'slice', id: id(), ...lease, until, ...entry });
  }
  if (ended) log.push({ kind: 'ended', id: id(), ...lease, until: startedAt + 60_000 });

  const { counts = { done: 0, failed: 0, unconfirmed: 0, notAttempted: accountIds.length } } = options;
  const header = {
    ...{ action, groupId, groupName, actorId, startedAt, total: accountIds.length, planned },
    ...(undoes !== undefined && { undoes }),
    ...(isSummarized && { ended: { at: startedAt + 60_000, counts } }),
  };
  const stretches = Array.from({ length: Math.ceil(planned / PLAN_PEOPLE) }, (_, n) =>
    accountIds.slice(n * PLAN_PEOPLE, Math.min(planned, (n + 1) * PLAN_PEOPLE)),
  );
  return {
    runId,
    values: [
      [`run:${runId}`, header],
      ...stretches.map((people, n): [string, unknown] => [key('plan', n, 4), people]),
      ...log.map((entry, n): [string, unknown] => [key('log', n, 6), entry]),
      ...(isSummarized ? [] : [[`open:${runId}`, true] as [string, unknown]]),
      ...(undoes === undefined ? [] : [[`undo:${undoes}:${runId}`, true] as [string, unknown]]),
      [`begun:${driver}`, { runId }],
    ],
  };
}
