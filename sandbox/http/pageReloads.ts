/** `/sandbox/reloads`, for `npm run dev` only: has the open settings pages load themselves again. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const SCRIPT_TAG = '<script type="module" src="/sandbox/host/reload.js"></script>';
/** A page that lost the stream, because the sandbox starts again, asks for it that often. */
const RETRY_MS = 500;

export class PageReloads {
  readonly #open = new Set<ServerResponse>();
  /** What pages show: another after each reload and each start of the sandbox. */
  #version = randomUUID();

  /** Keeps `response` open, as a stream of events: the version now, and each that comes after it. */
  open(response: ServerResponse): void {
    this.#open.add(response);
    response.on('close', () => this.#open.delete(response));
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.write(`retry: ${String(RETRY_MS)}\n`);
    this.#tell(response);
  }

  /** Has each open page load itself again. */
  announce(): void {
    this.#version = randomUUID();
    for (const response of this.#open) this.#tell(response);
  }

  #tell(response: ServerResponse): void {
    response.write(`data: ${this.#version}\n\n`);
  }
}

/** The settings page with the script that listens to the stream. */
export function withReloads(html: string): string {
  return html.replace('</head>', `${SCRIPT_TAG}</head>`);
}
