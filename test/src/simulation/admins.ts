import type { AppError } from '../../../src/contract/errors';

/** Who a request is made for. */
export interface Asker {
  invocation: number;
  accountId: string;
  /** The worker asks, while the admin is away. */
  isImpersonated: boolean;
}

/** Whether Atlassian lets the worker ask as an admin who is away. */
export type Impersonation =
  | 'on'
  /** The platform refuses. */
  | 'off'
  /** It has no effect: Confluence takes the request for the app's. */
  | 'ineffective'
  /** Confluence takes it for another admin's. */
  | 'mistaken'
  /** Confluence does not get to see it: a gateway is in trouble. */
  | 'down';

export const ADMIN = 'admin';
/** Another who administers Confluence. */
export const OTHER_ADMIN = 'other-admin';
const APP = 'app';

/** Forge's refusal to ask as somebody. */
class ImpersonationRefused extends Error {
  override name = 'ImpersonationRefused';
}

/** What `src/asUser.ts` makes of that refusal. */
export function errorOfRefusal(thrown: unknown): AppError | undefined {
  return thrown instanceof ImpersonationRefused
    ? { kind: 'actorUnavailable', status: 401, detail: thrown.message }
    : undefined;
}

/** Those who administer a site, and as whom Confluence takes a request. */
export class Admins {
  /** All that asking as an admin who is away was like. */
  readonly impersonations = new Set<Impersonation>(['on']);
  /** The session of the pages. */
  isSignedIn = true;
  readonly demoted = new Set<string>();
  readonly deactivated = new Set<string>();
  /** Those who were demoted or deactivated once, and may be administrators again. */
  readonly suspended = new Set<string>();
  #impersonation: Impersonation = 'on';

  get impersonation(): Impersonation {
    return this.#impersonation;
  }

  set impersonation(impersonation: Impersonation) {
    this.#impersonation = impersonation;
    this.impersonations.add(impersonation);
  }

  /** @param by what becomes of them */
  suspend(accountId: string, by: 'demoted' | 'deactivated'): void {
    this[by].add(accountId);
    this.suspended.add(accountId);
  }

  /** @throws ImpersonationRefused, on the way to Confluence */
  send({ accountId, isImpersonated }: Asker): void {
    if (isImpersonated && (this.impersonation === 'off' || this.deactivated.has(accountId))) {
      throw new ImpersonationRefused('AUTH_TYPE_UNAVAILABLE');
    }
  }

  /** Whose request it is to Confluence; undefined where nobody is signed in. */
  accountOf({ accountId, isImpersonated }: Asker): string | undefined {
    if (!isImpersonated) return this.isSignedIn && !this.deactivated.has(accountId) ? accountId : undefined;
    switch (this.impersonation) {
      case 'on':
      case 'off':
      case 'down':
        return accountId;
      case 'ineffective':
        return APP;
      case 'mistaken':
        return accountId === ADMIN ? OTHER_ADMIN : ADMIN;
    }
  }

  isUnreachable({ isImpersonated }: Asker): boolean {
    return isImpersonated && this.impersonation === 'down';
  }

  mayAdminister(accountId: string): boolean {
    return accountId !== APP && !this.demoted.has(accountId);
  }
}
