import type { PersonaKey } from './personas';

/** The way a request of the app takes: from its page over the bridge, or from its function. */
export type Via = 'bridge' | 'function';

/** Whom a request of the app acts as: a persona, anybody else of the directory, or the app itself. */
export type AppPrincipal =
  { type: 'user'; persona: PersonaKey } | { type: 'account'; accountId: string } | { type: 'app' };

/** Who sends a request: a client that names itself in `Authorization`, or the Forge app for somebody. */
export type Caller =
  | { kind: 'client' }
  | {
      kind: 'app';
      via: Via;
      principal: AppPrincipal;
      /** OAuth scopes of the installed app version. */
      scopes: readonly string[];
    };

export interface ConfluenceRequest {
  method: string;
  /** Path with query; starts with `/wiki/`. */
  path: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body?: string;
  caller: Caller;
}

export interface ConfluenceResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Empty when the status carries none. */
  body: string;
}

/** A fault or a reset dropped the connection: the request may have been applied or not, there is no answer. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';

  constructor() {
    super('The connection was closed before an answer arrived.');
  }
}
