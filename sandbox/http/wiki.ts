/** `/wiki/…`: Confluence itself, for any client. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionLost, type Confluence } from '../confluence';
import { readText } from './body';

const PREFIXES = ['/wiki/rest/api/', '/wiki/aa-avatar/', '/wiki/images/'];

/** Whether Confluence answers `path`. */
export function isWikiPath(path: string): boolean {
  return PREFIXES.some((prefix) => path.startsWith(prefix));
}

/** Passes a request on to Confluence and its answer back, a cut connection included. */
export async function handleWiki(
  confluence: Confluence,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readText(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  try {
    const answer = await confluence.handle({
      method: request.method ?? 'GET',
      path,
      headers,
      ...(body === '' ? {} : { body }),
      caller: { kind: 'client' },
    });
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error;
    request.socket.destroy();
  }
}
