/**
 * Product requests, whose answers share one connection: a browser opens six at most to a server without HTTP/2, and a
 * request would keep one for as long as Confluence takes.
 */
import { post } from './post.js';

/** How long the connection stays open with nothing to wait for: a pause costs no new one, an idle page takes up none. */
const IDLE_MS = 5_000;

/** @typedef {import('./consent.js').Answer} Answer */

/**
 * @param {string} as the persona that asks
 * @returns {(request: object) => Promise<Answer>} makes a request as `callBridge('fetchProduct')` is told
 */
export function createProductRequests(as) {
  // Before the first request, which then need not wait for it.
  let current = openStream();
  return (request) => {
    if (current.isClosed()) current = openStream();
    return current.ask((answerTo) => post('/sandbox/product', { as, ...request, answerTo }));
  };
}

/** One connection; closes itself when nothing is waited for. */
function openStream() {
  /** @type {Map<number, {resolve: (answer: Answer) => void, reject: (error: Error) => void}>} */
  const pending = new Map();
  const closing = new window.AbortController();
  const lines = readLines(closing.signal);
  const opened = lines.next().then(({ value }) => value.stream);
  let lastId = 0;
  let isClosed = false;
  let idle = window.setTimeout(close, IDLE_MS);

  function close() {
    isClosed = true;
    closing.abort();
  }

  /** @param {number} id @returns what waits for the answer, which from here on it does no more */
  function take(id) {
    const waiting = pending.get(id);
    pending.delete(id);
    window.clearTimeout(idle);
    if (pending.size === 0) idle = window.setTimeout(close, IDLE_MS);
    return waiting;
  }

  async function deliver() {
    try {
      await opened;
      for await (const { id, ...answer } of lines) take(id)?.resolve(answer);
    } catch {
      // Said to each that waits.
    }
    isClosed = true;
    for (const { reject } of pending.values()) reject(new Error('The connection to the sandbox was lost.'));
  }
  void deliver();

  return {
    isClosed: () => isClosed,
    /**
     * @param {(answerTo: {stream: string, id: number}) => Promise<unknown>} send
     * @returns {Promise<Answer>}
     */
    ask(send) {
      window.clearTimeout(idle);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        opened.then((stream) => send({ stream, id })).catch((error) => take(id)?.reject(error));
      });
    },
  };
}

/** The values of a connection that carries one a line, as they come. @param {AbortSignal} signal ends it */
async function* readLines(signal) {
  const { body, ok, status } = await window.fetch('/sandbox/product/answers', { method: 'POST', signal });
  if (!ok) throw new Error(`The sandbox answered ${status}.`);
  const decoder = new window.TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const pieces = decoder.decode(value, { stream: true }).split('\n');
    pieces[0] = rest + pieces[0];
    rest = pieces.pop();
    for (const piece of pieces) yield JSON.parse(piece);
  }
}
