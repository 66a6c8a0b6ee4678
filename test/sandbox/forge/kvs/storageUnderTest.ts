import { Faults } from '../../../../sandbox/confluence';
import { createStorage, type AppStorage, type StorageOptions } from '../../../../sandbox/forge/kvs';
import { VirtualClock } from '../../../support/virtualClock';

export interface StorageUnderTest {
  clock: VirtualClock;
  faults: Faults;
  storage: AppStorage;
  /** One request to `/api/v1/PATH`, as the app makes it; the answer's body is parsed, undefined for none. */
  ask: (
    path: string,
    body: unknown,
  ) => Promise<{ status: number; headers: Record<string, string>; body: unknown }>;
}

/** A storage with a clock that stands still. */
export function storageUnderTest(options: Partial<StorageOptions> = {}): StorageUnderTest {
  const clock = new VirtualClock();
  const faults = new Faults();
  const storage = createStorage({ clock, faults, ...options });
  return {
    clock,
    faults,
    storage,
    async ask(path, body) {
      const answer = await storage.handle({
        path: `/api/v1/${path}`,
        body: typeof body === 'string' ? body : JSON.stringify(body),
        scopes: ['storage:app'],
      });
      const parsed: unknown = answer.body === '' ? undefined : JSON.parse(answer.body);
      return { ...answer, body: parsed };
    },
  };
}
