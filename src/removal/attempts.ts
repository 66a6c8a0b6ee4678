import type { AppError, Outcome } from '../contract';

/** The requests made for one person, and what can truly be said after them. */
export class Attempts<Done extends string> {
  readonly #accountId: string;
  readonly #done: Done;
  #last: { ok: true } | { ok: false; error: AppError } | undefined;
  /** The error of an attempt that may have changed something nonetheless. */
  #open: AppError | undefined;

  constructor(accountId: string, done: Done) {
    this.#accountId = accountId;
    this.#done = done;
  }

  add(result: { ok: true } | { ok: false; error: AppError }): void {
    this.#last = result;
    if (result.ok) return;
    const { error } = result;
    // A lost answer stays lost when a server in trouble answers after it.
    if (
      error.kind === 'unconfirmed' ||
      (error.kind === 'unavailable' && this.#open?.kind !== 'unconfirmed')
    ) {
      this.#open = error;
    }
  }

  /**
   * A success settles it. A refusal does where no attempt before was left open, because that one may have done it;
   * but an account that no longer exists is in no group, whatever happened before.
   */
  outcome(): Outcome<Done> {
    const accountId = this.#accountId;
    if (!this.#last) return { accountId, status: 'notAttempted' };
    if (this.#last.ok) return { accountId, status: this.#done };
    const error =
      this.#last.error.kind === 'userNotFound' ? this.#last.error : (this.#open ?? this.#last.error);
    if (error.kind === 'unconfirmed') return { accountId, status: 'unconfirmed', error };
    return { accountId, status: 'failed', error };
  }
}
