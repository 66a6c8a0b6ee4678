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

interface UnderWay {
  stopping: AbortController;
  end: Promise<ReadingEnd>;
}

/** Reads the rest of one list, once at a time, and tells how that stands. */
export class RestLoader {
  readonly #listeners = new Set<() => void>();
  readonly #holds = new Set<object>();
  #loading = IDLE;
  #underWay: UnderWay | undefined;

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

  /** Begins to read, unless it does already. @returns how that ended */
  readonly start = (): Promise<ReadingEnd> => {
    const before = this.#underWay;
    if (before && !before.stopping.signal.aborted) return before.end;
    const stopping = new AbortController();
    const reading = this.ports.readRest(this.list, stopping.signal);
    const underWay: UnderWay = { stopping, end: reading.then((end) => this.#finish(underWay, end)) };
    this.#underWay = underWay;
    this.#tell({ status: 'reading' });
    return underWay.end;
  };

  /** Ends the reading and says so. */
  readonly stop = (): void => this.#underWay?.stopping.abort();

  /** Keeps it from being given up. @returns lets go of it: the last to do so gives up what is being read, and all is as before it began */
  readonly hold = (): (() => void) => {
    const held = {};
    this.#holds.add(held);
    return () => {
      this.#holds.delete(held);
      if (this.#holds.size > 0) return;
      this.giveUp();
      this.#loading = IDLE;
    };
  };

  /** Ends it where the list is not shown any more. */
  readonly giveUp = (): void => {
    if (!this.#underWay) return;
    this.stop();
    this.#underWay = undefined;
    this.#tell(IDLE);
  };

  #finish(underWay: UnderWay, end: ReadingEnd): ReadingEnd {
    if (this.#underWay !== underWay) return { status: 'stopped' }; // It was given up, or begun anew.
    this.#underWay = undefined;
    // A reading the admin did not ask for begins anew by itself when the connection is back.
    const isPutOff = end.status === 'failed' && isReadWhole(this.list) && !this.ports.isOnline();
    this.#tell(isPutOff ? IDLE : end);
    return end;
  }

  #tell(loading: Loading): void {
    this.#loading = loading;
    for (const listener of [...this.#listeners]) listener();
  }
}
