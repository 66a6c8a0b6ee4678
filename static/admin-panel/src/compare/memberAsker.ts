import type { AppError, MembershipAnswer } from '../../../../src/contract';
import type { CheckEnd, CheckListener } from '../membership/membershipCheck';

/** What is known of who was asked about. */
export interface AskedMembers {
  /** Whether they are in the group, by account id. */
  answers: ReadonlyMap<string, boolean>;
  /** People asked about. */
  asked: number;
  /** Those of them that Confluence answered for. */
  answered: number;
  /** Those that it does not place in the group or outside it. */
  unanswered: number;
  isAsking: boolean;
  /** Why the rest was not answered. */
  error: AppError | undefined;
}

type Check = (accountIds: readonly string[], listener: CheckListener<MembershipAnswer>) => Promise<CheckEnd>;

const NOTHING_ASKED: AskedMembers = {
  ...{ answers: new Map(), asked: 0, answered: 0, unanswered: 0, isAsking: false, error: undefined },
};

/** Asks Confluence of people whether they are in one group, of each once, and tells how far that is. */
export class MemberAsker {
  readonly #listeners = new Set<() => void>();
  readonly #wanted = new Set<string>();
  readonly #answers = new Map<string, boolean>();
  readonly #unanswered = new Set<string>();
  #underWay: AbortController | undefined;
  #known = NOTHING_ASKED;

  /** @param check asks about many people; does not reject */
  constructor(readonly check: Check) {}

  readonly known = (): AskedMembers => this.#known;

  /** @returns stops listening */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Asks about these people, as far as it is not known yet; in place of those of an earlier call. */
  readonly ask = (accountIds: readonly string[]): void => {
    this.#wanted.clear();
    for (const accountId of accountIds) this.#wanted.add(accountId);
    if (!this.#underWay && this.#known.error === undefined) void this.#askOpen();
  };

  /** Asks again about those who were left open by the last error. */
  readonly retry = (): void => {
    this.#tell({ error: undefined });
    void this.#askOpen();
  };

  /** Ends it where it is not wanted any more; `ask` goes on. */
  readonly giveUp = (): void => {
    this.#underWay?.abort();
    this.#underWay = undefined;
    this.#tell({ isAsking: false });
  };

  async #askOpen(): Promise<void> {
    const underWay = new AbortController();
    this.#underWay = underWay;
    for (let open = this.#open(); open.length > 0; open = this.#open()) {
      this.#tell({ isAsking: true });
      const end = await this.check(open, {
        signal: underWay.signal,
        onChecked: (answers) => this.#takeIn(answers),
      });
      if (this.#underWay !== underWay) return; // It was given up.
      if (end.status === 'failed') {
        this.#underWay = undefined;
        this.#tell({ isAsking: false, error: end.error });
        return;
      }
    }
    this.#underWay = undefined;
    this.#tell({ isAsking: false });
  }

  #open(): string[] {
    return [...this.#wanted].filter((one) => !this.#answers.has(one) && !this.#unanswered.has(one));
  }

  #takeIn(answers: readonly MembershipAnswer[]): void {
    for (const answer of answers) {
      if ('member' in answer) this.#answers.set(answer.accountId, answer.member);
      else this.#unanswered.add(answer.accountId);
    }
    this.#tell({});
  }

  #tell(change: Partial<Pick<AskedMembers, 'isAsking' | 'error'>>): void {
    const wanted = [...this.#wanted];
    const unanswered = wanted.filter((accountId) => this.#unanswered.has(accountId)).length;
    const answered = unanswered + wanted.filter((accountId) => this.#answers.has(accountId)).length;
    const { isAsking, error } = this.#known;
    this.#known = {
      ...{ isAsking, error, asked: wanted.length, answered, unanswered },
      answers: new Map(this.#answers),
      ...change,
    };
    for (const listener of [...this.#listeners]) listener();
  }
}
