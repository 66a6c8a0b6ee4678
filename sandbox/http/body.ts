/** Reading what a client sent. */
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { Problem } from './problem';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** The whole body as text; 413 when it is over the limit. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when reading stops early: the answer still has to go out on it.
  const stream: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) {
      // The rest is not read, so the connection cannot be used again.
      throw new Problem(413, `The body is over ${String(BODY_LIMIT_BYTES)} bytes.`, { connection: 'close' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON; 400 when it is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new Problem(400, 'The body is not JSON.');
  }
}

/** The JSON body in the shape of `schema`; 400 naming the field when it has another. */
export async function readInput<T>(
  request: IncomingMessage,
  schema: v.GenericSchema<unknown, T>,
): Promise<T> {
  const result = v.safeParse(schema, await readJson(request));
  if (result.success) return result.output;
  throw new Problem(400, explain(result.issues[0]));
}

function explain(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue);
  if (field === null) return 'The body is not a JSON object.';
  // JSON has no undefined.
  return issue.input === undefined ? `${field} is missing` : `${field}: ${issue.message}`;
}
