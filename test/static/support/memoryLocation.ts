import type { AppLocation } from '../../../static/admin-panel/src/host/location';

/** The app's address, without a host that keeps it. */
export class MemoryLocation implements AppLocation {
  readonly #listeners = new Set<() => void>();
  #path: string;

  constructor(path = '/') {
    this.#path = path;
  }

  readonly path = (): string => this.#path;

  readonly push = (path: string): void => {
    this.#path = path;
    this.#listeners.forEach((onChange) => onChange());
  };

  readonly listen = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => void this.#listeners.delete(onChange);
  };
}
