/** Entries in a file, for as long as one sandbox has it for itself. Trouble is told once and never ends the sandbox. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Entry } from './entries';

/** How long a change waits for others to be written together with it. */
const GATHER_MS = 100;
const VERSION = 1;

const FileSchema = v.object({
  version: v.literal(VERSION),
  entries: v.array(
    v.object({
      key: v.string(),
      value: v.unknown(),
      createdAt: v.number(),
      updatedAt: v.number(),
      expiresAt: v.optional(v.number()),
    }),
  ),
});

export class EntriesFile {
  readonly #path: string;
  readonly #warn: (line: string) => void;
  #given: (() => Entry[]) | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Which file this sandbox read or wrote last; another sandbox's would be another. */
  #known: string | undefined;
  #isGivenUp = false;

  /** `warn` is told, in a line for people, when the file cannot be used. */
  constructor(path: string, warn: (line: string) => void) {
    this.#path = path;
    this.#warn = warn;
  }

  /** What the file has; none when there is no file. One that cannot be understood is set aside. */
  read(): Entry[] {
    try {
      this.#known = identityOf(this.#path);
      if (this.#known === undefined) return [];
      const entries = parse(readFileSync(this.#path, 'utf8'));
      if (entries) return entries;
      this.#setAside();
    } catch (error) {
      this.#giveUp(`${this.#path} cannot be read: ${messageOf(error)}`);
    }
    return [];
  }

  /** Writes, soon, what `entries` gives then. */
  write(entries: () => Entry[]): void {
    if (this.#isGivenUp) return;
    this.#given = entries;
    this.#timer ??= setTimeout(() => this.flush(), GATHER_MS).unref();
  }

  /** Writes at once what is waiting to be written. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#given;
    this.#given = undefined;
    if (!entries || this.#isGivenUp) return;
    try {
      if (identityOf(this.#path) === this.#known) {
        this.#replace(JSON.stringify({ version: VERSION, entries: entries() }));
      } else {
        this.#giveUp(`another sandbox has written ${this.#path}`);
      }
    } catch (error) {
      this.#giveUp(`${this.#path} cannot be written: ${messageOf(error)}`);
    }
  }

  /** Whoever reads meanwhile, and a sandbox that is killed meanwhile, leaves the old file or the new one, whole. */
  #replace(text: string): void {
    const temporary = `${this.#path}.${String(process.pid)}.tmp`;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, this.#path);
    this.#known = identityOf(this.#path);
  }

  #setAside(): void {
    const aside = `${this.#path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
    renameSync(this.#path, aside);
    this.#known = undefined;
    this.#warn(`The stored data could not be understood. It is kept in ${aside}; the storage starts empty.`);
  }

  #giveUp(reason: string): void {
    this.#isGivenUp = true;
    this.#warn(`The storage is in memory only from here on: ${reason}`);
  }
}

/** Undefined when it is not what this sandbox writes. */
function parse(text: string): Entry[] | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), FileSchema), text);
  return result.success ? result.output.entries : undefined;
}

/** Each write makes a new file; undefined when there is none. */
function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${String(stats.ino)}:${String(stats.mtimeMs)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
