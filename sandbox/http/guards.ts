/** Who may talk to the sandbox: programs on this machine, and its own pages. */
import type { IncomingMessage } from 'node:http';
import { Problem } from './problem';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The sandbox's origin as this client addresses it; refuses other people's names for it and other people's pages. */
export function guardedOrigin(request: IncomingMessage): string {
  const { host, origin } = request.headers;
  // A page elsewhere can point its own name at 127.0.0.1; the Host header gives that away.
  if (host === undefined || !LOOPBACK.test(host)) {
    throw new Problem(403, 'The sandbox answers to 127.0.0.1 and localhost only.');
  }
  const own = `http://${host}`;
  if (!SAFE_METHODS.has(request.method ?? 'GET') && origin !== undefined && origin !== own) {
    throw new Problem(403, `A page of ${origin} may not change anything in the sandbox.`);
  }
  return own;
}
