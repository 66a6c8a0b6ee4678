import type { MemberList } from '../memberList';
import type { ReadingEnd } from './reading';
import { isReadWhole } from './readWhole';

/** How reading the rest of a list stands. */
export type Loading = { status: 'idle' } | { status: 'reading' } | ReadingEnd;

const IDLE: Loading = { status: 'idle' };

interface Ports {
  /** Reads everybody who is not in the list yet; does not reject. */
  readRest: (list: MemberList, signal: AbortSignal) => Promise<ReadingEnd>;
  isOnline: () => boolean;
}

/** Reads the rest of one list, once at a time, and tells how that stands. */
export class RestLoader {
  readonly #listeners = new Set<() => void>();
  #loading = IDLE;
  #underWay: AbortController | undefined;

  constructor(
    readonly list: MemberList,
    readonly ports: Ports,
  ) {}

  readonly loading = (): Loading => this.#loading;

  /** @returns stops listening */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Begins to read, unless it does already. */
  readonly start = async (): Promise<void> => {
    if (this.#underWay) return;
    const underWay = new AbortController();
    this.#underWay = underWay;
    this.#tell({ status: 'reading' });
    const end = await this.ports.readRest(this.list, underWay.signal);
    if (this.#underWay !== underWay) return; // It was given up.
    this.#underWay = undefined;
    // A reading the admin did not ask for begins anew by itself when the connection is back.
    const isPutOff = end.status === 'failed' && isReadWhole(this.list) && !this.ports.isOnline();
    this.#tell(isPutOff ? IDLE : end);
  };

  /** Ends the reading and says so. */
  readonly stop = (): void => this.#underWay?.abort();

  /** Ends it where the list is not shown any more. */
  readonly giveUp = (): void => {
    if (!this.#underWay) return;
    this.stop();
    this.#underWay = undefined;
    this.#tell(IDLE);
  };

  #tell(loading: Loading): void {
    this.#loading = loading;
    for (const listener of [...this.#listeners]) listener();
  }
}
