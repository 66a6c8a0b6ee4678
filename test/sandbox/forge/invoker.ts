import { realClock, type Clock } from '../../../sandbox/confluence';
import { createInvoker, type InvokerOptions } from '../../../sandbox/forge/invoke';
import { createStorage, type AppStorage } from '../../../sandbox/forge/kvs';
import { parseManifest } from '../../../sandbox/forge/manifest';
import { MovableClock } from '../../../sandbox/forge/movableClock';
import { Consents } from '../../../sandbox/forge/personas';
import { installForgeGlobals } from '../../../sandbox/forge/runtime';
import { fakeConfluence, type FakeConfluence } from './fakeConfluence';
import { handler } from './fixtures/handler';
import { manifestText } from './fixtures/manifest';

export interface InvokerUnderTest {
  invoke: ReturnType<typeof createInvoker>;
  confluence: FakeConfluence;
  storage: AppStorage;
  consents: Consents;
  errors: unknown[];
}

export interface InvokerUnderTestOptions extends Partial<Omit<InvokerOptions, 'clock'>> {
  clock?: Clock;
}

/** The fixture function on a fake site. */
export function invokerUnderTest(options: InvokerUnderTestOptions = {}): InvokerUnderTest {
  installForgeGlobals();
  const clock = new MovableClock(options.clock ?? realClock);
  const confluence = fakeConfluence();
  const storage = options.storage ?? createStorage({ clock });
  const consents = new Consents();
  const errors: unknown[] = [];
  const invoke = createInvoker({
    handler,
    manifest: parseManifest(manifestText()),
    confluence,
    storage,
    queue: { handle: () => Promise.reject(new Error('There is no queue here.')) },
    consents,
    impersonation: 'on',
    overheadMs: 0,
    limitMs: 25_000,
    siteUrl: () => 'http://127.0.0.1:1',
    ending: () => new AbortController().signal,
    onError: (_key, error) => errors.push(error),
    ...options,
    clock,
  });
  return { invoke, confluence, storage, consents, errors };
}
