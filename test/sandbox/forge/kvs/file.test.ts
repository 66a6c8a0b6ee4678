import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageOptions } from '../../../../sandbox/forge/kvs';
import { storageUnderTest, type StorageUnderTest } from './storageUnderTest';

let folder: string;
let file: string;
let warnings: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'group-members-storage-'));
  file = join(folder, 'group-members', 'storage.json');
  warnings = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A sandbox's storage on the file; each is another start of it. */
const start = (options: Partial<StorageOptions> = {}): StorageUnderTest =>
  storageUnderTest({ file, warn: (line) => warnings.push(line), ...options });
const files = (): string[] => readdirSync(join(folder, 'group-members'));

it('brings everything back after a restart', async () => {
  const first = start();
  await first.ask('set', { key: 'a', value: { text: '北' } });
  first.clock.advance(5);
  await first.ask('set', { key: 'b', value: 2, options: { ttl: { value: 1, unit: 'DAYS' } } });
  await first.ask('set', { key: 'gone', value: 3 });
  await first.ask('delete', { key: 'gone' });
  first.storage.flush();
  const second = start();
  expect(second.storage.entries()).toEqual(first.storage.entries());
  expect(second.storage.entries()).toHaveLength(2);
  expect(warnings).toEqual([]);
});

it('is written by itself, whole, and nothing else is left beside it', async () => {
  const { ask } = start();
  await ask('set', { key: 'a', value: 1 });
  while (!fileExists()) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(files()).toEqual(['storage.json']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, entries: [{ key: 'a' }] });
});

it('is not written for reads', async () => {
  const { ask, storage } = start();
  await ask('get', { key: 'a' });
  await ask('query', {});
  await ask('set', { key: 'not/valid', value: 1 });
  storage.flush();
  expect(fileExists()).toBe(false);
});

it('is empty after a reset', async () => {
  const first = start();
  await first.ask('set', { key: 'a', value: 1 });
  first.storage.flush();
  first.storage.reset();
  first.storage.flush();
  expect(start().storage.entries()).toEqual([]);
});

it('forgets what has expired for 48 hours', async () => {
  const first = start();
  await first.ask('set', { key: 'a', value: 1, options: { ttl: { value: 1, unit: 'SECONDS' } } });
  first.storage.flush();
  const second = start();
  second.clock.advance(1_000 + 48 * 3_600_000);
  expect(second.storage.entries()).toEqual([]);
});

it.each([
  ['half of it', '{"version":1,"entr'],
  ['something else', '{"version":2,"entries":[]}'],
  ['nothing', ''],
])('is set aside when it has %s', async (_, text) => {
  mkdirSync(join(folder, 'group-members'));
  writeFileSync(file, text);
  const { ask, storage } = start();
  expect(storage.entries()).toEqual([]);
  const [aside] = files();
  expect(aside).toMatch(/^storage\.json\.damaged-[\dTZ.-]+$/);
  expect(readFileSync(join(folder, 'group-members', String(aside)), 'utf8')).toBe(text);
  expect(warnings).toEqual([
    expect.stringMatching(/^The stored data could not be understood\. It is kept in .*damaged/),
  ]);
  await ask('set', { key: 'a', value: 1 });
  storage.flush();
  expect(start().storage.entries()).toHaveLength(1);
});

it.each([
  ['read', () => mkdirSync(file, { recursive: true })],
  ['written', () => writeFileSync(join(folder, 'group-members'), 'in the way')],
])('that cannot be %s leaves the storage in memory', async (_, arrange) => {
  arrange();
  const { ask, storage } = start();
  for (const key of ['a', 'b']) {
    await ask('set', { key, value: 1 });
    storage.flush();
  }
  expect(storage.entries()).toHaveLength(2);
  expect(warnings).toEqual([
    expect.stringMatching(/^The storage is in memory only from here on: .*cannot be/),
  ]);
});

it('is left to another sandbox that has written it', async () => {
  const [first, second] = [start(), start()];
  await first.ask('set', { key: 'first', value: 1 });
  first.storage.flush();
  await second.ask('set', { key: 'second', value: 1 });
  second.storage.flush();
  expect(warnings).toEqual([expect.stringContaining('another sandbox has written')]);
  expect(second.storage.entries().map(({ key }) => key)).toEqual(['second']);
  expect(
    start()
      .storage.entries()
      .map(({ key }) => key),
  ).toEqual(['first']);
});

function fileExists(): boolean {
  return readdirSync(folder).includes('group-members') && files().includes('storage.json');
}
