import { storageUnderTest, type StorageUnderTest } from './storageUnderTest';

let under: StorageUnderTest;
beforeEach(() => {
  under = storageUnderTest();
});

const code = async (path: string, body: unknown): Promise<unknown> => {
  const { status, body: answer } = await under.ask(path, body);
  if (answer === undefined) return status;
  return typeof answer === 'object' && answer !== null && 'code' in answer ? [status, answer.code] : answer;
};

/** A value `levels` deep. */
const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

describe('keys', () => {
  it.each(['a', 'x'.repeat(500), 'run:2025-03-10T09:15:00.000Z_1 #2', 'a b'])('may be %j', async (key) => {
    expect(await code('set', { key, value: 1 })).toBe(204);
  });

  it.each([
    ['', 'KEY_TOO_SHORT'],
    ['x'.repeat(501), 'KEY_TOO_LONG'],
    ['  ', 'INVALID_KEY'],
    ['a/b', 'INVALID_KEY'],
    ['ä', 'INVALID_KEY'],
    ['a|b', 'INVALID_KEY'],
  ])('may not be %j: %s', async (key, expected) => {
    for (const path of ['get', 'set', 'delete']) {
      expect(await code(path, { key, ...(path === 'set' && { value: 1 }) })).toEqual([400, expected]);
    }
  });
});

describe('values', () => {
  it.each<[string, unknown]>([
    ['a text of 240 KiB', 'x'.repeat(240 * 1024 - 2)],
    ['31 levels', nested(31)],
    ['false', false],
    ['an empty list', []],
  ])('may be %s', async (_, value) => {
    expect(await code('set', { key: 'a', value })).toBe(204);
  });

  it.each<[string, unknown, string]>([
    ['a byte more', 'x'.repeat(240 * 1024 - 1), 'MAX_SIZE'],
    ['as many letters of two bytes', 'ä'.repeat(130 * 1024), 'MAX_SIZE'],
    ['32 levels', nested(32), 'MAX_DEPTH'],
    ['null', null, 'BAD_REQUEST'],
    ['nothing', undefined, 'BAD_REQUEST'],
  ])('may not be %s', async (_, value, expected) => {
    expect(await code('set', { key: 'a', value })).toEqual([400, expected]);
    expect(under.storage.entries()).toEqual([]);
  });
});

describe('options', () => {
  it.each<[object]>([
    [{ ttl: { value: 0, unit: 'DAYS' } }],
    [{ ttl: { value: 1.5, unit: 'DAYS' } }],
    [{ ttl: { value: 1, unit: 'WEEKS' } }],
    [{ ttl: { value: 366, unit: 'DAYS' } }],
    [{ keyPolicy: 'MAYBE' }],
    [{ surprise: true }],
  ])('may not be %j', async (options) => {
    expect(await code('set', { key: 'a', value: 1, options })).toEqual([400, 'BAD_REQUEST']);
  });

  it.each<[object]>([
    [{ keyPolicy: 'FAIL_IF_EXISTS', returnValue: 'LATEST' }],
    [{ returnMetadataFields: ['CREATED_AT'] }],
  ])('may not be combined as in %j', async (options) => {
    expect(await code('set', { key: 'a', value: 1, options })).toEqual([
      400,
      'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
    ]);
  });

  it('of a batch and a transaction are ttl alone', async () => {
    const item = { key: 'a', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } };
    expect(await code('batch/set', [item])).toEqual([400, 'BAD_REQUEST']);
    expect(await code('transaction', { set: [item] })).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('queries', () => {
  const where = { property: 'key', condition: 'BEGINS_WITH', values: ['k'] };

  it('have 10 results unless told otherwise, and 100 at most', async () => {
    const { clock, ask } = under;
    for (let index = 0; index < 101; index += 1) await ask('set', { key: `k${String(index)}`, value: 1 });
    clock.advance(0);
    expect(await ask('query', {})).toHaveProperty('body.data.length', 10);
    expect(await ask('query', { limit: 100 })).toHaveProperty('body.data.length', 100);
    expect(await code('query', { limit: 101 })).toEqual([400, 'LIST_QUERY_LIMIT_EXCEEDED']);
    expect(await code('query', { limit: 0 })).toEqual([400, 'BAD_REQUEST']);
  });

  it.each([
    [[where, where], 'QUERY_WHERE_INVALID'],
    [[{ ...where, property: 'value' }], 'QUERY_WHERE_FIELD_INVALID'],
    [[{ ...where, condition: 'EQUAL_TO' }], 'INVALID_FILTER_CONDITION'],
    [[{ ...where, values: ['a', 'b'] }], 'INVALID_FILTER_VALUES'],
    [[{ ...where, values: [1] }], 'INVALID_FILTER_VALUES'],
  ])('cannot ask %j', async (clauses, expected) => {
    expect(await code('query', { where: clauses })).toEqual([400, expected]);
  });

  it('go on from their own cursors only', async () => {
    for (const key of ['k1', 'k2', 'k3']) await under.ask('set', { key, value: 1 });
    const { body } = await under.ask('query', { where: [where], limit: 2 });
    const after = typeof body === 'object' && body !== null && 'cursor' in body ? body.cursor : undefined;
    await under.ask('delete', { key: 'k2' });
    expect(await code('query', { where: [where], after })).toEqual({ data: [{ key: 'k3', value: 1 }] });
    expect(await code('query', { after })).toEqual([400, 'BAD_REQUEST']);
    expect(await code('query', { after: 'garbage' })).toEqual([400, 'BAD_REQUEST']);
  });

  it('notice writes late when told to, while gets see them at once', async () => {
    under = storageUnderTest({ queryLagMs: 1_000 });
    const { ask, clock } = under;
    const listed = async (): Promise<unknown> => (await ask('query', {})).body;
    await ask('set', { key: 'a', value: 1 });
    await ask('set', { key: 'a', value: 2 });
    expect(await listed()).toEqual({ data: [] });
    expect(await ask('get', { key: 'a' })).toHaveProperty('body.value', 2);
    expect(await code('set', { key: 'a', value: 3, options: { keyPolicy: 'FAIL_IF_EXISTS' } })).toEqual([
      409,
      'KEY_CONFLICT',
    ]);
    clock.advance(1_000);
    expect(await listed()).toEqual({ data: [{ key: 'a', value: 2 }] });
    await ask('delete', { key: 'a' });
    expect(await listed()).toEqual({ data: [{ key: 'a', value: 2 }] });
    clock.advance(1_000);
    expect(await listed()).toEqual({ data: [] });
  });
});

describe('transactions and batches', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ key: `k${String(index)}`, value: 1 }));
  const keys = (count: number) => items(count).map(({ key }) => ({ key }));

  it('have 25 items at most', async () => {
    expect(await code('transaction', { set: items(24), delete: [{ key: 'x' }] })).toBe(204);
    expect(await code('transaction', { set: items(25), delete: [{ key: 'x' }] })).toEqual([
      400,
      'INVALID_TRANSACTION_REQUEST',
    ]);
    expect(await under.ask('batch/set', items(25))).toHaveProperty('body.successfulKeys.length', 25);
    expect(await code('batch/set', items(26))).toEqual([400, 'BAD_REQUEST']);
    expect(await code('batch/get', keys(26))).toEqual([400, 'BAD_REQUEST']);
  });

  it('have one item at least, and no key twice', async () => {
    expect(await code('transaction', {})).toEqual([400, 'INVALID_TRANSACTION_REQUEST']);
    expect(await code('transaction', { set: items(1), delete: keys(1) })).toEqual([
      400,
      'INVALID_TRANSACTION_REQUEST',
    ]);
    expect(await code('batch/delete', [])).toEqual([400, 'BAD_REQUEST']);
    expect(await code('batch/get', [...keys(1), ...keys(1)])).toEqual([400, 'BAD_REQUEST']);
  });

  it('change nothing when a value is refused', async () => {
    const set = [...items(1), { key: 'big', value: 'x'.repeat(240 * 1024) }];
    expect(await code('transaction', { set })).toEqual([400, 'MAX_SIZE']);
    expect(under.storage.entries()).toEqual([]);
  });

  it('carry 4 MB at most', async () => {
    const set = items(17).map(({ key }) => ({ key, value: 'x'.repeat(240_000) }));
    expect(await code('transaction', { set })).toEqual([400, 'MAX_SIZE']);
    expect(await code('transaction', { set: set.slice(1) })).toBe(204);
  });
});

it.each(['{', '[]', 'null', '{"key":1}', '{"key":"a","extra":1}'])('refuses the body %s', async (body) => {
  expect(await code('get', body)).toEqual([400, 'BAD_REQUEST']);
});
