import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';

const KEPT = 'kept';

/** A value, and those who show it. */
class KeptValue<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(initial: T) {
    this.#value = initial;
  }

  readonly get = (): T => this.#value;

  readonly set = (change: (before: T) => T): void => {
    this.#value = change(this.#value);
    for (const listener of [...this.#listeners]) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

/**
 * State that stays for as long as the page is open, also while nothing shows it: what was typed comes back with the dialog.
 * @param what names it, among all that is kept
 * @param key whose it is
 * @returns the value, and the way to make another one of it, which works also once nothing shows it any more
 */
export function useKeptState<T>(
  what: string,
  key: string,
  initial: T,
): [T, (change: (before: T) => T) => void] {
  const client = useQueryClient();
  const kept = useMemo(() => keptIn(client, what, key, initial), [client, what, key, initial]);
  return [useSyncExternalStore(kept.subscribe, kept.get), kept.set];
}

function keptIn<T>(client: QueryClient, what: string, key: string, initial: T): KeptValue<T> {
  const queryKey = [KEPT, what, key];
  const known = client.getQueryData<KeptValue<T>>(queryKey);
  if (known) return known;
  const kept = new KeptValue(initial);
  // No query observes it, so that it would be forgotten after five minutes.
  client.setQueryDefaults([KEPT], { gcTime: Infinity });
  client.setQueryData(queryKey, kept);
  return kept;
}
