/** Writing answers. */
import type { ServerResponse } from 'node:http';

const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function reply(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body?: string | Buffer,
): void {
  response.writeHead(status, { ...ALWAYS, ...headers });
  response.end(body);
}

export function replyJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  reply(
    response,
    status,
    { 'content-type': 'application/json; charset=utf-8', ...headers },
    JSON.stringify(value),
  );
}

export function replyEmpty(response: ServerResponse): void {
  reply(response, 204, {});
}
