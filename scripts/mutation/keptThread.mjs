// A pool for Vitest that keeps one thread from run to run. Vitest starts a thread for each run, and Stryker asks for a run for
// each mutant: loading the modules anew takes up to a hundred times as long as the tests of a mutant.
import { ThreadsPoolWorker } from 'vitest/node';

/** Runs in one thread: each adds listeners to its channel, and what a mutant leaves behind is not to stay for long. */
const RUNS_A_THREAD = 50;

/** The thread that all runs have in common: one at a time, as `maxWorkers: 1` sees to. */
let kept;
let runs = 0;

/** What Vitest takes for a thread of its own. */
class KeptThread {
  // Vitest's code in the thread knows no other.
  name = 'threads';
  #options;
  #listeners = [];

  constructor(options) {
    this.#options = options;
  }

  async start() {
    if (kept && runs === RUNS_A_THREAD) await kept.stop();
    kept = kept?._thread ? kept : await startThread(this.#options);
    runs += 1;
  }

  on(event, listener) {
    this.#listeners.push([event, listener]);
    kept.on(event, listener);
  }

  off(event, listener) {
    if (kept?._thread) kept.off(event, listener);
  }

  send(message) {
    if (message.__vitest_worker_request__ && message.type === 'stop') this.#answerStop();
    else kept.send(message);
  }

  /** The thread stays; the next run listens for itself. */
  async stop() {
    for (const [event, listener] of this.#listeners) this.off(event, listener);
  }

  deserialize(message) {
    return message;
  }

  #answerStop() {
    const answer = { type: 'stopped', __vitest_worker_response__: true };
    for (const [event, listener] of this.#listeners) if (event === 'message') listener(answer);
  }
}

async function startThread(options) {
  const thread = new ThreadsPoolWorker(options);
  await thread.start();
  // A mutant may end it.
  thread.on('exit', () => {
    if (kept === thread) kept = undefined;
  });
  runs = 0;
  return thread;
}

/** A plugin that runs tests in the kept thread, whatever pool is asked for: Stryker asks for another. */
export function keepThread() {
  return {
    name: 'keep-thread',
    configureVitest({ project }) {
      project.config.pool = 'kept-thread';
      project.config.poolRunner = {
        name: 'kept-thread',
        createPoolWorker: (options) => new KeptThread(options),
      };
    },
  };
}
