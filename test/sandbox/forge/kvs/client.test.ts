import kvs, { ForgeKvsAPIError, MetadataField, WhereConditions } from '@forge/kvs';
import type { AppStorage } from '../../../../sandbox/forge/kvs';
import { parseManifest } from '../../../../sandbox/forge/manifest';
import { settle, type VirtualClock } from '../../../support/virtualClock';
import { manifestText } from '../fixtures/manifest';
import { invokerUnderTest } from '../invoker';
import { storageUnderTest } from './storageUnderTest';

const withScope = parseManifest(manifestText(['scopes:', 'scopes:\n    - storage:app']));

let clock: VirtualClock;
let storage: AppStorage;
beforeEach(() => {
  ({ clock, storage } = storageUnderTest());
});

/** Runs `work` as the app's function; what it returns or throws comes back. */
async function inFunction<T>(work: () => Promise<T>, manifest = withScope): Promise<T> {
  let outcome: Promise<T> | undefined;
  const { invoke } = invokerUnderTest({ clock, storage, manifest, handler: () => (outcome = work()) });
  await invoke({ as: 'member', functionKey: 'work' });
  if (!outcome) throw new Error('The function was not called.');
  return outcome;
}

const failure = (work: () => Promise<unknown>, manifest = withScope): Promise<unknown> =>
  inFunction(
    () =>
      work().then(
        () => 'no failure',
        (error: unknown) => error,
      ),
    manifest,
  );

const all = Object.values(MetadataField);

describe('the real @forge/kvs', () => {
  it('sets, gets and deletes', async () => {
    const value = { text: 'Zürich (北)', list: [1, null, [true]], constructor: 'kept' };
    expect(await inFunction(() => kvs.get('a'))).toBeUndefined();
    await inFunction(() => kvs.set('a', value));
    expect(await inFunction(() => kvs.get('a'))).toEqual(value);
    await inFunction(() => kvs.delete('a'));
    await inFunction(() => kvs.delete('a'));
    expect(await inFunction(() => kvs.get('a'))).toBeUndefined();
  });

  it('tells when a value was made, changed, and will expire', async () => {
    const start = clock.now();
    await inFunction(() => kvs.set('a', 1, { ttl: { value: 365, unit: 'DAYS' } }));
    clock.advance(1_500);
    await inFunction(() => kvs.set('a', 2, { ttl: { value: 90, unit: 'SECONDS' } }));
    expect(await inFunction(() => kvs.get('a', { metadataFields: all }))).toEqual({
      key: 'a',
      value: 2,
      createdAt: start,
      updatedAt: start + 1_500,
      expireTime: '2025-03-10T09:16:31.000Z',
    });
    await inFunction(() => kvs.set('a', 3));
    expect(await inFunction(() => kvs.get('a', { metadataFields: [MetadataField.EXPIRE_TIME] }))).toEqual({
      key: 'a',
      value: 3,
      expireTime: undefined,
    });
  });

  it('returns what was there before, or is now', async () => {
    const returning = (value: number, returnValue: 'PREVIOUS' | 'LATEST') =>
      inFunction(() =>
        kvs.set('a', value, {
          keyPolicy: 'OVERRIDE',
          returnValue,
          returnMetadataFields: [MetadataField.CREATED_AT],
        }),
      );
    expect(await returning(1, 'PREVIOUS')).toBeUndefined();
    expect(await returning(2, 'PREVIOUS')).toEqual({ key: 'a', value: 1, createdAt: clock.now() });
    expect(await returning(3, 'LATEST')).toEqual({ key: 'a', value: 3, createdAt: clock.now() });
  });

  it('lets one of many take a key', async () => {
    const take = (owner: number) =>
      kvs.set('lease', owner, { keyPolicy: 'FAIL_IF_EXISTS' }).then(
        () => owner,
        (error: unknown) => error,
      );
    const outcomes = await Promise.all([1, 2, 3, 4].map((owner) => inFunction(() => take(owner))));
    const refused = { name: 'ForgeKvsError', code: 'KEY_CONFLICT', responseDetails: { status: 409 } };
    expect(outcomes.filter((outcome) => typeof outcome === 'number')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome instanceof ForgeKvsAPIError)).toMatchObject(
      Array.from({ length: 3 }, () => refused),
    );
  });

  it('keeps an expired key taken until it is deleted, up to 48 hours later', async () => {
    const take = () =>
      kvs.set('lease', 1, { keyPolicy: 'FAIL_IF_EXISTS', ttl: { value: 1, unit: 'MINUTES' } });
    await inFunction(take);
    clock.advance(60_000 + 48 * 3_600_000 - 1);
    expect(await failure(take)).toHaveProperty('code', 'KEY_CONFLICT');
    expect(await inFunction(() => kvs.get('lease', { metadataFields: all }))).toHaveProperty(
      'expireTime',
      '2025-03-10T09:16:00.000Z',
    );
    clock.advance(1);
    expect(await inFunction(() => kvs.get('lease'))).toBeUndefined();
    expect(await failure(take)).toBe('no failure');
  });

  it('queries by prefix, in the order of the keys, page by page', async () => {
    for (const key of ['run:3', 'run:1', 'other', 'run:2', 'run:10']) {
      await inFunction(() => kvs.set(key, key.length));
    }
    const page = (cursor?: string) =>
      inFunction(() => {
        const query = kvs.query().where('key', WhereConditions.beginsWith('run:')).limit(3);
        return (cursor === undefined ? query : query.cursor(cursor)).getMany<number>();
      });
    const first = await page();
    expect(first.results.map(({ key }) => key)).toEqual(['run:1', 'run:10', 'run:2']);
    const second = await page(first.nextCursor);
    expect(second).toEqual({ results: [{ key: 'run:3', value: 5 }], nextCursor: undefined });
    expect(await inFunction(() => kvs.query().getOne())).toEqual({ key: 'other', value: 5 });
  });

  it('queries with the metadata that is asked for', async () => {
    await inFunction(() => kvs.set('a', 1, { ttl: { value: 1, unit: 'HOURS' } }));
    const { results } = await inFunction(() => kvs.query({ metadataFields: all }).getMany());
    const [now, expireTime] = [clock.now(), '2025-03-10T10:15:00.000Z'];
    expect(results).toEqual([{ key: 'a', value: 1, createdAt: now, updatedAt: now, expireTime }]);
  });

  it('does the whole of a transaction, or nothing of it', async () => {
    await inFunction(() => kvs.set('old', 1));
    await inFunction(() =>
      kvs
        .transact()
        .set('new', 2, undefined, { ttl: { value: 1, unit: 'DAYS' } })
        .delete('old')
        .delete('never')
        .execute(),
    );
    expect(storage.entries().map(({ key, expiresAt }) => [key, expiresAt])).toEqual([
      ['new', clock.now() + 86_400_000],
    ]);
    const broken = () => kvs.transact().set('fine', 1).delete('new').set('a/b', 1).execute();
    expect(await failure(broken)).toHaveProperty('code', 'INVALID_KEY');
    expect(storage.entries().map(({ key }) => key)).toEqual(['new']);
  });

  it('does of a batch what can be done', async () => {
    const items = [
      { key: 'a', value: 1, options: { ttl: { value: 1, unit: 'DAYS' as const } } },
      { key: 'b/c', value: 2 },
    ];
    expect(await inFunction(() => kvs.batchSet(items))).toEqual({
      successfulKeys: [{ key: 'a' }],
      failedKeys: [{ key: 'b/c', error: { code: 'INVALID_KEY', message: expect.any(String) as string } }],
    });
    expect(await inFunction(() => kvs.batchGet([{ key: 'a' }, { key: 'b' }]))).toEqual({
      successfulKeys: [{ key: 'a', value: 1 }],
      failedKeys: [{ key: 'b', error: { code: 'KEY_NOT_FOUND', message: 'Provided key does not exist' } }],
    });
    expect(await inFunction(() => kvs.batchDelete([{ key: 'a' }, { key: 'b' }]))).toEqual({
      successfulKeys: [{ key: 'a' }, { key: 'b' }],
      failedKeys: [],
    });
    expect(storage.entries()).toEqual([]);
  });
});

describe('what is refused', () => {
  it('is everything, to an app without the scope storage:app', async () => {
    expect(await failure(() => kvs.get('a'), parseManifest(manifestText()))).toMatchObject({
      code: 'UNAUTHORIZED',
      message: 'Unauthorized; scope does not match',
      responseDetails: { status: 401, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['secrets', () => kvs.getSecret('a')],
    ['custom entities', () => kvs.entity('e').get('a')],
    ['entities in a transaction', () => kvs.transact().delete('a', { entityName: 'e' }).execute()],
    ['entities in a batch', () => kvs.batchGet([{ key: 'a', entityName: 'e' }])],
  ])('is what the sandbox does not have: %s', async (_, work) => {
    expect(String(await failure(work))).toMatch(/^Error: The sandbox’s storage has no .*entities/);
  });
});

describe('an invocation', () => {
  it('that was killed writes nothing more', async () => {
    const { invoke } = invokerUnderTest({
      clock,
      storage,
      manifest: withScope,
      limitMs: 100,
      handler: async () => {
        await clock.sleep(101);
        await kvs.set('late', 1);
      },
    });
    const answer = invoke({ as: 'member', functionKey: 'slow' });
    await clock.pass(200);
    expect(await answer).toHaveProperty('error.name', 'InvocationTimeout');
    expect(storage.requestLog.entries()).toEqual([]);
  });

  it('needs nobody’s consent for the app’s own data', async () => {
    const { invoke } = invokerUnderTest({ storage, manifest: withScope, handler: () => kvs.set('a', 1) });
    expect(await invoke({ as: 'new-admin', functionKey: 'work' })).toEqual({ result: null });
    await settle();
    expect(storage.entries()).toHaveLength(1);
  });
});
