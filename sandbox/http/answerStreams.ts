/**
 * Connections over which many answers go out, each as soon as it is there. A browser has six connections to the sandbox,
 * which speaks HTTP/1.1; to Confluence, over HTTP/2, it has no such limit.
 */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Problem } from './problem';

export class AnswerStreams {
  readonly #open = new Map<string, ServerResponse>();

  /** Keeps `response` open, as lines of JSON. The first, `{stream}`, is the stream's name. */
  open(response: ServerResponse): void {
    const name = randomUUID();
    this.#open.set(name, response);
    response.on('close', () => this.#open.delete(name));
    response.writeHead(200, {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    writeLine(response, { stream: name });
  }

  /** What sends an answer to the stream of that name, or to nobody once that is closed; 404 when there is none. */
  senderTo(name: string): (answer: object) => void {
    const response = this.#open.get(name);
    if (response === undefined)
      throw new Problem(404, 'There is no such stream of answers, or it was closed.');
    return (answer) => {
      if (response.writable) writeLine(response, answer);
    };
  }
}

function writeLine(response: ServerResponse, value: object): void {
  response.write(`${JSON.stringify(value)}\n`);
}
