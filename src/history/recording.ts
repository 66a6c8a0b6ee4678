import type { AppError, ChangeAnswer, RunAction, RunTicket } from '../contract';
import type { Clock } from '../clock';
import { kept } from './header';
import { logKey, newRunId, openKey, planKey, randomId, runKey } from './keys';
import { admit, append, entriesFrom, hindranceError } from './log';
import { writtenOutcome, type Header, type LogEntry, type Slice } from './records';
import { secondsKept } from './retention';
import { StorageError, type Changes, type Store } from './store';
import { summaryOf, updateSummary } from './summary';

/** What recording stands on. */
export interface RecordTools {
  store: Store;
  clock: Clock;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  /** The admin who asks. */
  actorId: string;
}

/** What a slice is to change. */
export interface SliceRequest {
  action: RunAction;
  groupId: string;
  accountIds: readonly string[];
}

type AnyDone = 'removed' | 'restored';
type Change<Done extends AnyDone> = () => Promise<ChangeAnswer<Done>>;

/** After an invocation the run stays with its driver for this long, to ask for the next slice. */
const KEPT_AFTER_MS = 5_000;
/** When an invocation is killed, what it has sent may still be on its way. */
const KILL_MARGIN_MS = 1_000;
/** Times that outcomes are written, each wait twice the one before. */
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 200;
/** Below it nothing is written again: the answer has to reach the page. */
const TIME_TO_WRITE_MS = 1_000;

/**
 * Makes a change that is a slice of a run. Two writes: whom it is about before, what became of them after. What cannot
 * be written before is not done. Where the second write fails the answer is `storage`, with the outcomes: the record
 * leaves those people open, so they are to be asked about again.
 * @throws StorageError before anything was changed
 */
export async function recordSlice<Done extends AnyDone>(
  ticket: RunTicket,
  request: SliceRequest,
  change: Change<Done>,
  tools: RecordTools,
): Promise<ChangeAnswer<Done>> {
  const { store, clock } = tools;
  const admitted = await admit(store, ticket, clock.now());
  if (!admitted.ok) return { ok: false, error: hindranceError(admitted.hindrance) };
  const { run } = admitted;
  const misfit = misfitOf(run, request);
  if (misfit) return { ok: false, error: misfit };
  const begun = begunSlice(request, ticket.driver, tools);
  const ttlSeconds = secondsKept(run.startedAt, clock.now());
  const appended = await append(store, ticket, begun, ttlSeconds);
  if (!appended.ok) return { ok: false, error: hindranceError(appended.hindrance) };

  const answer = await change();
  const slice = settledSlice(begun, answer, clock.now() + KEPT_AFTER_MS);
  const { runId } = ticket;
  const next = appended.at + 1;
  const set = kept(run, clock.now(), [[logKey(runId, appended.at), slice]]);
  const error = await writePatiently({ set }, tools);
  if (!error) await summarizeIfEnded(store, runId, next, clock.now());
  return withRecord(answer, { ...ticket, next }, error);
}

/**
 * A page that does not hear of a slice may end the run while the slice is still at work. Where the storage does not
 * answer, the list of runs shows too few as changed; the record of the run itself is right.
 */
async function summarizeIfEnded(store: Store, runId: string, next: number, now: number): Promise<void> {
  try {
    const [later] = await entriesFrom(store, runId, next, 1);
    if (later) await updateSummary(store, runId, now);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}

/**
 * Makes a change that is a run of its own, all of it in one invocation. Two writes, as for a slice.
 * @param lookUpGroup answers with the group's name; what it throws (the missing consent) ends this before any change
 * @throws StorageError before anything was changed
 */
export async function recordWholeRun<Done extends AnyDone>(
  request: SliceRequest,
  change: Change<Done>,
  lookUpGroup: () => Promise<string | undefined>,
  tools: RecordTools,
): Promise<ChangeAnswer<Done>> {
  const { store, clock, actorId } = tools;
  const { action, groupId, accountIds } = request;
  const now = clock.now();
  const ticket: RunTicket = { runId: newRunId(now), driver: randomId(), next: 2 };
  const { runId } = ticket;
  const total = accountIds.length;
  const header: Header = { action, groupId, actorId, startedAt: now, total, planned: total };
  const begun = begunSlice(request, ticket.driver, tools);
  const groupName = await begin();

  const answer = await change();
  const end = clock.now();
  const log: LogEntry[] = [
    settledSlice(begun, answer, end),
    { kind: 'ended', id: randomId(), driver: ticket.driver, actorId, until: end },
  ];
  const { run } = summaryOf({ ...header, ...(groupName !== undefined && { groupName }) }, log);
  const changes: Changes = {
    set: kept(header, end, [
      [runKey(runId), run],
      ...log.map((entry, n) => [logKey(runId, n), entry] as const),
    ]),
    remove: [openKey(runId)],
  };
  const error = await writePatiently(changes, tools);
  return withRecord(answer, ticket, error);

  /** Both at once: neither needs the other, and a person waits. */
  async function begin(): Promise<string | undefined> {
    const [written, looked] = await Promise.allSettled([
      store.write({
        set: kept(header, now, [
          [runKey(runId), header],
          [planKey(runId, 0), accountIds],
          [logKey(runId, 0), begun],
          [openKey(runId), true],
        ]),
      }),
      lookUpGroup(),
    ]);
    const [failed] = [looked, written].filter((one) => one.status === 'rejected');
    if (failed) {
      await forget(failed === looked ? ATTEMPTS : 1);
      throw failed.reason;
    }
    return looked.status === 'fulfilled' ? looked.value : undefined;
  }

  /** It never began. Should that not be written, the page offers to dismiss it. */
  async function forget(attempts: number): Promise<void> {
    const remove = [runKey(runId), planKey(runId, 0), logKey(runId, 0), openKey(runId)];
    await writePatiently({ remove }, tools, attempts);
  }
}

function begunSlice(
  { accountIds }: SliceRequest,
  driver: string,
  { clock, timeLeftMs, actorId }: RecordTools,
): Slice {
  const until = clock.now() + timeLeftMs() + KILL_MARGIN_MS;
  return { kind: 'slice', id: randomId(), driver, actorId, until, accountIds: [...accountIds] };
}

/** Whoever an answer leaves out was not asked about. */
function settledSlice(begun: Slice, answer: ChangeAnswer<AnyDone>, until: number): Slice {
  const written = new Map<string, string>();
  for (const outcome of answer.outcomes ?? []) written.set(outcome.accountId, writtenOutcome(outcome));
  const outcomes = begun.accountIds.map((accountId) => written.get(accountId) ?? 'notAttempted');
  return { ...begun, until, outcomes };
}

function misfitOf(run: Header, { action, groupId }: SliceRequest): AppError | undefined {
  const detail =
    run.action !== action || run.groupId !== groupId
      ? 'run is about another group or another change'
      : run.planned < run.total
        ? 'run does not name everyone yet'
        : undefined;
  return detail === undefined ? undefined : { kind: 'invalid', field: 'run', detail };
}

function withRecord<Done extends AnyDone>(
  answer: ChangeAnswer<Done>,
  run: RunTicket,
  error: AppError | undefined,
): ChangeAnswer<Done> {
  return error ? { ...answer, ok: false, error, run } : { ...answer, run };
}

/** @returns the error, once there is no use in trying again */
async function writePatiently(
  changes: Changes,
  { store, clock, timeLeftMs }: RecordTools,
  attempts = ATTEMPTS,
): Promise<AppError | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.write(changes);
      return undefined;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      const waitMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
      if (attempt === attempts || timeLeftMs() - waitMs < TIME_TO_WRITE_MS) return storageError(error);
      await clock.sleep(waitMs, new AbortController().signal);
    }
  }
}

/** The storage's trouble in the vocabulary of the contract. */
export function storageError({ message }: StorageError): AppError {
  return { kind: 'storage', detail: message };
}
