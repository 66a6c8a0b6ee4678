import type { Answer, AppError, Membership, Recording } from '../../../../src/contract';
import { Pacer } from '../host/pacer';
import type { Tools } from '../host/tools';

/** People an invocation asks about, which is what the resolver takes. */
export const PEOPLE_A_BATCH = 50;
const BATCHES_AT_ONCE = 2;
/** People whom Confluence did not answer about are asked for this often in all. */
const ATTEMPTS = 5;
const FIRST_RETRY_MS = 500;

/** How a check ended. What was answered until then stays known. */
export type CheckEnd = { status: 'complete' } | { status: 'stopped' } | { status: 'failed'; error: AppError };

export interface CheckTools extends Tools {
  /** Asks the resolver; never rejects. At most `PEOPLE_A_BATCH` account ids. */
  checkMemberships: (accountIds: string[]) => Promise<Answer<{ memberships: Membership[] } & Recording>>;
  /** Invocations under way at once; 2 unless it says otherwise. */
  batchesAtOnce?: number;
  /** Told of each answer as it comes. */
  onAnswers: (memberships: readonly Membership[]) => void;
}

/**
 * Asks Confluence of many people whether they are in a group, at the pace it documents.
 *
 * A burst 429 slows it down, what passes is asked again, and what concerns everyone ends it: the hourly limit, a missing
 * permission. An account that Confluence refuses to speak of has that for an answer.
 */
export class MembershipCheck {
  readonly #tools: CheckTools;
  readonly #queue: string[][];
  readonly #pacer: Pacer;
  readonly #ending = new AbortController();
  #end: CheckEnd | undefined;

  /** @param accountIds distinct */
  constructor(accountIds: readonly string[], tools: CheckTools) {
    this.#tools = tools;
    this.#pacer = new Pacer(tools.clock);
    this.#queue = inBatches(accountIds);
  }

  /** Ends the check once the requests under way are answered. */
  stop(): void {
    this.#finish({ status: 'stopped' });
  }

  /** @returns how it ended; does not reject */
  async run(): Promise<CheckEnd> {
    const worker = async () => {
      for (let batch = this.#queue.shift(); batch && !this.#end; batch = this.#queue.shift())
        await this.#check(batch);
    };
    const { batchesAtOnce = BATCHES_AT_ONCE } = this.#tools;
    await Promise.all(Array.from({ length: batchesAtOnce }, worker));
    return this.#end ?? { status: 'complete' };
  }

  /** Asks about the people of a batch until all are known or there is no use. */
  async #check(batch: readonly string[]): Promise<void> {
    let open = batch;
    for (let attempt = 1; open.length > 0 && !this.#end; attempt += 1) {
      await this.#pacer.turn(open.length, this.#ending.signal);
      if (this.#hasEnded()) return;
      const answer = await this.#tools.checkMemberships([...open]);
      const left = this.#settle(open, answer);
      // What was found is true, but the history lacks it: the rest is left for when it has it.
      if (answer.ok && answer.notRecorded) this.#finish({ status: 'failed', error: answer.notRecorded });
      if (left.error) await this.#afterFailure(left.error, attempt);
      open = left.open;
    }
  }

  #hasEnded(): boolean {
    return this.#end !== undefined;
  }

  #finish(end: CheckEnd): void {
    this.#end ??= end;
    this.#ending.abort();
  }

  /** @returns who has no answer yet, and the error that says most about why */
  #settle(asked: readonly string[], answer: Answer<{ memberships: Membership[] }>) {
    if (!answer.ok) return { open: asked, error: answer.error };
    const byId = new Map(answer.memberships.map((membership) => [membership.accountId, membership]));
    const settled: Membership[] = [];
    const open: string[] = [];
    const errors: AppError[] = [];
    for (const accountId of asked) {
      const membership = byId.get(accountId);
      if (membership && ('member' in membership || concernsOne(membership.error))) {
        settled.push(membership);
      } else {
        open.push(accountId);
        errors.push(membership?.error ?? { kind: 'unavailable', detail: 'The answer leaves somebody out.' });
      }
    }
    if (settled.length > 0) this.#tools.onAnswers(settled);
    return { open, error: errors.sort((a, b) => weightOf(b) - weightOf(a))[0] };
  }

  async #afterFailure(error: AppError, attempt: number): Promise<void> {
    switch (error.kind) {
      case 'rateLimited':
        if (error.limit === 'quota' || attempt >= ATTEMPTS * 2) this.#finish({ status: 'failed', error });
        else this.#pacer.slowDown(this.#retryTime(error, attempt));
        return;
      case 'unavailable':
      case 'unconfirmed':
        if (attempt < ATTEMPTS) await this.#tools.clock.sleep(this.#backoffMs(attempt), this.#ending.signal);
        else this.#finish({ status: 'failed', error });
        return;
      case 'permission':
      case 'groupNotFound':
      case 'userNotFound':
      case 'signedOut':
      case 'scopeMissing':
      case 'invalid':
      case 'storage':
      case 'runTaken':
      case 'runNotFound':
        this.#finish({ status: 'failed', error });
    }
  }

  /** When to ask again after a burst, ms since the epoch. */
  #retryTime({ retryAt }: AppError, attempt: number): number {
    return retryAt === undefined ? this.#tools.clock.now() + this.#backoffMs(attempt) : Date.parse(retryAt);
  }

  /** Doubles with every attempt; jittered, so that batches do not come back together. */
  #backoffMs(attempt: number): number {
    return FIRST_RETRY_MS * 2 ** (attempt - 1) * (0.5 + this.#tools.random() / 2);
  }
}

/** Whether it is this account that Confluence has nothing to say of. */
function concernsOne({ kind }: AppError): boolean {
  return kind === 'userNotFound' || kind === 'invalid';
}

/** Of several errors, what ends the check goes before what is waited out, and that before what is merely asked again. */
function weightOf({ kind, limit }: AppError): number {
  if (kind === 'unavailable' || kind === 'unconfirmed') return 0;
  return kind === 'rateLimited' && limit !== 'quota' ? 1 : 2;
}

function inBatches(accountIds: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < accountIds.length; from += PEOPLE_A_BATCH) {
    batches.push(accountIds.slice(from, from + PEOPLE_A_BATCH));
  }
  return batches;
}
