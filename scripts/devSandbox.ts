/** The sandbox as `npm run dev` has it: a program of its own, so that it can start again with what it is made of. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const READY = /^Ready: http:\/\/[^/\s]+:(\d+)\//;

export interface DevSandboxOptions {
  program: string;
  /** Without the port that it is to keep, which is added when it starts again. */
  args: readonly string[];
  /** In which folder, and with which variables. */
  spawning: { cwd: string; env: NodeJS.ProcessEnv };
  print: (line: string) => void;
  /** Told of its exit code when it ends before it was ever ready. */
  onFailure: (code: number) => void;
}

/** What the sandbox prints is printed, its address only the first time: it stays the same. */
export class DevSandbox {
  readonly #options: DevSandboxOptions;
  #child: ChildProcess | undefined;
  #port: string | undefined;
  /** Starts and ends, one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: DevSandboxOptions) {
    this.#options = options;
  }

  /** Starts it, or starts it again on its port. Resolves once it is ready, or has ended instead. */
  restart(): Promise<void> {
    return this.#after(async () => {
      await this.#end();
      await this.#start();
    });
  }

  /** Has it go on with what is built now. */
  reload(): void {
    if (this.#child?.connected) this.#child.send('built');
  }

  /** Resolves once it has ended. */
  stop(): Promise<void> {
    return this.#after(() => this.#end());
  }

  #after(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step);
    return this.#work;
  }

  async #start(): Promise<void> {
    const { program, args, spawning } = this.#options;
    const kept = this.#port === undefined ? [] : ['--port', this.#port];
    const child = spawn(program, [...args, ...kept], {
      ...spawning,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.#child = child;
    const ended = once(child, 'exit').then(() => this.#tellEnd(child));
    await Promise.race([this.#printUntilReady(child), ended]);
  }

  /** Prints what it prints; resolves once it is ready, and goes on printing. */
  #printUntilReady({ stdout }: ChildProcess): Promise<void> {
    return new Promise((resolve) => {
      if (!stdout) return;
      createInterface({ input: stdout }).on('line', (line) => {
        const port = READY.exec(line)?.[1];
        if (port === undefined || this.#port === undefined) this.#options.print(line);
        if (port === undefined) return;
        this.#port = port;
        resolve();
      });
    });
  }

  /** Says that it ended, unless that was wanted. */
  #tellEnd(child: ChildProcess): void {
    if (this.#child !== child) return;
    const { print, onFailure } = this.#options;
    if (this.#port === undefined) onFailure(child.exitCode ?? 1);
    else print('The sandbox has ended. It starts again when a file of it changes.');
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
}
