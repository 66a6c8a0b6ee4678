import { xsrfFailed } from './errors';
import { isRead } from './method';
import type { ConfluenceRequest } from './protocol';

/**
 * Throws a 403 for a write that a browser sends without saying that it means to: Confluence's guard against
 * forged requests. Clients that do not call themselves a browser pass.
 */
export function checkXsrf({ method, headers }: ConfluenceRequest): void {
  if (isRead(method)) return;
  if (!(headers['user-agent'] ?? '').startsWith('Mozilla/')) return;
  if (headers['x-atlassian-token'] !== 'no-check') throw xsrfFailed();
}
