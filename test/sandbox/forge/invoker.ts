import { createInvoker, type InvokerOptions } from '../../../sandbox/forge/invoke';
import { parseManifest } from '../../../sandbox/forge/manifest';
import { Consents } from '../../../sandbox/forge/personas';
import { installForgeGlobals } from '../../../sandbox/forge/runtime';
import { createStorage, type AppStorage } from '../../../sandbox/forge/kvs';
import { realClock } from '../../../sandbox/confluence';
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

/** The fixture function on a fake site. */
export function invokerUnderTest(options: Partial<InvokerOptions> = {}): InvokerUnderTest {
  installForgeGlobals();
  const confluence = fakeConfluence();
  const storage = options.storage ?? createStorage({ clock: options.clock ?? realClock });
  const consents = new Consents();
  const errors: unknown[] = [];
  const invoke = createInvoker({
    handler,
    manifest: parseManifest(manifestText()),
    confluence,
    storage,
    consents,
    clock: realClock,
    overheadMs: 0,
    limitMs: 25_000,
    siteUrl: () => 'http://127.0.0.1:1',
    ending: () => new AbortController().signal,
    onError: (_key, error) => errors.push(error),
    ...options,
  });
  return { invoke, confluence, storage, consents, errors };
}
