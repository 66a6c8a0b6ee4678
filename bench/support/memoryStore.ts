/** The record's storage as a map: runs are written there by the app's own code, to be planted as they are. */
import type { Store } from '../../src/history/store';

export function memoryStore(): { store: Store; values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  const store: Store = {
    getMany: (keys) =>
      Promise.resolve(new Map(keys.flatMap((key) => (values.has(key) ? [[key, values.get(key)]] : [])))),
    claim: (key, value) => {
      if (values.has(key)) return Promise.resolve(false);
      values.set(key, value);
      return Promise.resolve(true);
    },
    write: ({ set = [], remove = [] }) => {
      for (const { key, value } of set) values.set(key, value);
      for (const key of remove) values.delete(key);
      return Promise.resolve();
    },
    list: () => Promise.reject(new Error('Writing a run looks nothing up.')),
  };
  return { store, values };
}
