import type { PersonaKey } from '../confluence';
import { Quota } from './quota';

/** Invocations a minute and user. Source: Forge's platform quotas and limits. */
const INVOCATIONS_PER_MINUTE = 1_200;

const MINUTE_MS = 60_000;

/** Counts the invocations that each person makes. */
export class InvocationLimit {
  readonly #quotas = new Map<PersonaKey, Quota>();

  /** Counts one more of `persona` at `now`; false when it is one too many, and is not counted. */
  admit(persona: PersonaKey, now: number): boolean {
    const quota = this.#quotas.get(persona) ?? new Quota(INVOCATIONS_PER_MINUTE, MINUTE_MS);
    this.#quotas.set(persona, quota);
    if (!quota.hasLeft(now)) return false;
    quota.spend(1, now);
    return true;
  }

  reset(): void {
    this.#quotas.clear();
  }
}
