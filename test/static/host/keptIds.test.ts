import { KeptIds, ownerOf } from '../../../static/admin-panel/src/host/keptIds';

const SITE = 'https://site.example';
const kept = new KeptIds('recentGroups', 8);

/** What a browser keeps for a page. */
class StorageInMemory {
  readonly #values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }
}

let storage = new StorageInMemory();
const read = (site = SITE) => kept.read(site, storage);

beforeEach(() => {
  storage = new StorageInMemory();
});

it('keeps what was remembered last, the newest first, each once', () => {
  for (const id of ['a', 'b', 'a']) kept.remember(SITE, id, storage);
  expect(read()).toEqual(['a', 'b']);
});

it('keeps eight', () => {
  for (let n = 1; n <= 12; n += 1) kept.remember(SITE, `g${n}`, storage);
  expect(read()).toEqual(['g12', 'g11', 'g10', 'g9', 'g8', 'g7', 'g6', 'g5']);
});

it('keeps those of each site apart', () => {
  kept.remember(SITE, 'a', storage);
  kept.remember('https://other.example', 'b', storage);
  expect(read()).toEqual(['a']);
  expect(read('https://other.example')).toEqual(['b']);
});

it('forgets', () => {
  for (const id of ['a', 'b', 'c']) kept.remember(SITE, id, storage);
  kept.forget(SITE, ['b', 'x'], storage);
  expect(read()).toEqual(['c', 'a']);
});

it.each([
  ['no JSON', '{', []],
  ['no list', '{"0":"a"}', []],
  ['null', 'null', []],
  ['other things than ids', `["a",1,null,"",["b"],${JSON.stringify('x'.repeat(300))}]`, ['a']],
  ['an id twice', '["a","a","b"]', ['a', 'b']],
  ['too many', '["1","2","3","4","5","6","7","8","9"]', ['1', '2', '3', '4', '5', '6', '7', '8']],
])('reads what was stored by something else: %s', (_, stored, ids) => {
  kept.remember(SITE, 'a', storage);
  storage.setItem(`recentGroups ${SITE}`, stored);
  expect(read()).toEqual(ids);
});

it('works where the browser keeps nothing', () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  const refusing = { getItem: refuse, setItem: refuse };
  expect(() => kept.remember(SITE, 'a', refusing)).not.toThrow();
  expect(kept.read(SITE, refusing)).toEqual([]);
});

it('keeps the runs of each site and admin apart', () => {
  const owners = [
    ...[
      { siteUrl: SITE, accountId: 'a' },
      { siteUrl: SITE, accountId: 'b' },
      { siteUrl: SITE, accountId: undefined },
    ],
  ].map(ownerOf);
  expect(new Set(owners).size).toBe(3);
});
