import fc from 'fast-check';
import { runAtOnce } from '../../../static/admin-panel/src/host/work';
import type { LeftOut, Plan, PlannedPerson, PlanSource } from '../../../static/admin-panel/src/plan/plan';
import * as storedPlan from '../../../static/admin-panel/src/plan/storedPlan';

const OWNER = 'https://site.example me';

const plan = (source: PlanSource, over: Partial<Plan> = {}): Plan => ({
  ...{ id: 'plan-1', source, openedFrom: { page: 'groups', groupId: 'g' } },
  ...{ takenOut: new Set<string>(), reason: '', until: '', people: new Map(), groups: new Map() },
  ...{ openedAt: 0, listed: new Map(), files: [] },
  ...over,
});
const { storedEditsOf, storedPlanOf } = storedPlan;
const readStoredPlan = (...input: Parameters<typeof storedPlan.readStoredPlan>) =>
  runAtOnce(storedPlan.readStoredPlan(...input));
const stored = (one: Plan) => storedPlanOf(one, OWNER, () => Promise.resolve());
const kept = async (one: Plan) => readStoredPlan(await stored(one), storedEditsOf(one), OWNER);

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', '7120:ü-0');
const action = fc.constantFrom('add' as const, 'remove' as const);
const change = fc.record({ groupId: id, accountId: id, action });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const file = fc.nat({ max: 3 });
const line = fc.integer({ min: 1, max: 9 });
/** Without what is undefined. */
const given = <T extends object>(of: fc.Arbitrary<T>) =>
  of.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));
const person = fc
  .tuple(
    fc.record({ accountId: id, file, line }),
    given(fc.record({ groupId: optional(id), action: optional(action) })),
  )
  .map(([must, may]): PlannedPerson => ({ ...must, ...may }));
const leftOut = fc
  .tuple(
    fc.constantFrom<LeftOut['reason']>('notMatched', 'duplicate', 'filtered', 'otherProduct'),
    given(
      fc.record({
        ...{ accountId: optional(id), groupId: optional(id), file: optional(file) },
        ...{ line: optional(line), action: optional(action) },
      }),
    ),
  )
  .map(([reason, may]): LeftOut => ({ reason, ...may }));
const listChange = fc.oneof(
  fc.record({ kind: fc.constant('groups' as const), action, groupIds: fc.array(id) }),
  fc.record({ kind: fc.constant('allGroups' as const) }),
  fc.record({ kind: fc.constant('equal' as const), groupId: id }),
  fc.record({ kind: fc.constant('rows' as const), action }),
);

const day = fc.constantFrom('', '2026-12-03');

it('comes back as it was, whatever its source', async () => {
  const source = fc.oneof(
    fc.record({ kind: fc.constant('chosen' as const), changes: fc.array(change) }),
    fc.record({
      ...{ kind: fc.constant('list' as const), people: fc.array(person), leftOut: fc.array(leftOut) },
      ...{ lines: fc.nat(), change: listChange },
    }),
    fc.record({
      kind: fc.constant('undo' as const),
      runId: id,
      places: fc.oneof(fc.constant('all' as const), fc.array(fc.nat())),
    }),
    fc.record({
      kind: fc.constant('rest' as const),
      runId: id,
      which: fc.constantFrom('left' as const, 'failed' as const, 'both' as const),
    }),
    fc.record({ kind: fc.constant('offboarding' as const), accountIds: fc.array(id) }),
  );
  await fc.assert(
    fc.asyncProperty(source, fc.array(change), fc.string(), day, async (from, out, reason, until) => {
      const takenOut = new Set(out.map((one) => `${one.action} ${one.groupId} ${one.accountId}`));
      const one = plan(from, { takenOut, reason, until });
      expect(await kept(one)).toEqual(one);
    }),
  );
});

it('keeps no name, no address, no name of a file, and nothing of what stands in a line', async () => {
  const one = plan(
    {
      kind: 'list',
      people: [{ accountId: 'a', file: 0, line: 2 }],
      leftOut: [{ reason: 'notMatched', file: 0, line: 3, text: 'jane@example.com, Jane' }],
      ...{ lines: 2, change: { kind: 'groups', action: 'remove', groupIds: ['g'] } },
    },
    {
      people: new Map([
        [
          'a',
          {
            ...{ accountId: 'a', displayName: 'Ada', email: 'ada@example.com' },
            ...{ accountType: 'person', lacksAccess: false, guest: false },
          },
        ],
      ]),
      groups: new Map([['g', { id: 'g', name: 'contractors' }]]),
      files: ['leavers of Jane.csv'],
    },
  );
  const text = (await stored(one)) + storedEditsOf(one);
  expect(text).not.toMatch(/jane|ada@|Ada|contractors|leavers/i);
  const { people, groups, source } = (await kept(one)) ?? {};
  expect([people?.size, groups?.size]).toEqual([0, 0]);
  expect(source).toMatchObject({ leftOut: [{ reason: 'notMatched', line: 3 }] });
});

describe('takes up less than a browser keeps for a tab', () => {
  const LESS = 5_000_000;
  const accountId = (n: number) => `712020:${String(n).padStart(8, '0')}-ab12-cd34-ef56-0123456789ab`;
  const groupId = (n: number) => `00000000-0000-0000-0000-00000000000${n % 6}`;
  const size = async (one: Plan) => (await stored(one)).length + storedEditsOf(one).length;

  it('with 50,000 changes', async () => {
    const changes = Array.from({ length: 50_000 }, (_, n) => ({
      ...{ groupId: groupId(n), action: 'remove' as const, accountId: accountId(Math.floor(n / 6)) },
    }));
    const ofOne = changes.map((one, n) => ({ ...one, groupId: 'g', accountId: accountId(n) }));
    for (const some of [changes, ofOne]) {
      const takenOut = new Set(some.map((it) => `remove ${it.groupId} ${it.accountId}`));
      const one = plan({ kind: 'chosen', changes: some }, { takenOut });
      expect(await size(one)).toBeLessThan(LESS);
      expect((await kept(one))?.takenOut.size).toBe(50_000);
    }
  });

  it('with 50,000 people and 100,000 lines, every other of which was left out', async () => {
    const people = Array.from({ length: 50_000 }, (_, n) => ({
      accountId: accountId(n),
      file: 0,
      line: 2 * n + 2,
    }));
    const lines = people.map(({ line: before, accountId: id }, n): LeftOut =>
      n % 2 === 0
        ? { reason: 'notMatched', file: 0, line: before + 1 }
        : { reason: 'duplicate', file: 0, line: before + 1, accountId: id },
    );
    const ofMany = people.map((one, n) => ({ ...one, groupId: groupId(n) }));
    for (const [some, change] of [
      [people, { kind: 'groups', action: 'remove', groupIds: [groupId(0), groupId(1)] }],
      [ofMany, { kind: 'rows', action: 'remove' }],
    ] as const) {
      const one = plan({ kind: 'list', people: some, leftOut: lines, lines: 100_000, change });
      expect(await size(one)).toBeLessThan(LESS);
      expect((await kept(one))?.source).toMatchObject({ people: { length: 50_000 }, leftOut: lines });
    }
  });
});

it('drops what another admin, another site or another version has left, and what is no plan', async () => {
  const one = plan({ kind: 'rest', runId: 'r', which: 'both' });
  const text = await stored(one);
  const edits = storedEditsOf(one);
  expect(readStoredPlan(text, edits, 'https://site.example somebody')).toBeUndefined();
  expect(readStoredPlan(text.replace('"v":2', '"v":1'), edits, OWNER)).toBeUndefined();
  expect(readStoredPlan(null, null, OWNER)).toBeUndefined();
  expect(readStoredPlan(text.slice(0, -9), edits, OWNER)).toBeUndefined();
  expect(readStoredPlan(text.replace('"both"', '"all"'), edits, OWNER)).toBeUndefined();
  expect(readStoredPlan('[1]', edits, OWNER)).toBeUndefined();
  expect(readStoredPlan(text.replace('"rest"', '"rests"'), edits, OWNER)).toBeUndefined();
});

it('takes no edits of another plan', async () => {
  const one = plan({ kind: 'rest', runId: 'r', which: 'both' }, { reason: 'OPS-1' });
  const other = storedEditsOf({ ...one, id: 'plan-2' });
  const text = await stored(one);
  expect(readStoredPlan(text, other, OWNER)).toMatchObject({ reason: '' });
  expect(readStoredPlan(text, '{', OWNER)).toMatchObject({ reason: '' });
});

it.each<[string, PlanSource]>([
  [
    'changes',
    {
      kind: 'chosen',
      changes: [
        { groupId: 'g', accountId: 'a', action: 'remove' },
        { groupId: 'g', accountId: 'b', action: 'add' },
      ],
    },
  ],
  [
    'a list',
    {
      kind: 'list',
      people: [{ accountId: 'a', file: 1, line: 3, groupId: 'g', action: 'add' }],
      leftOut: [{ reason: 'notMatched', file: 0, line: 4 }],
      ...{ lines: 2, change: { kind: 'rows', action: 'remove' } },
    },
  ],
])(
  'does not take a value for what it is not: whatever is changed in %s, it is that or no plan',
  async (_, source) => {
    const text = await stored(plan(source));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('9', '"', '-1', '[', 'null', ''), (at, put) => {
        const read = readStoredPlan(text.slice(0, at) + put + text.slice(at + 1), null, OWNER);
        if (read) expectSound(read.source);
      }),
      { numRuns: 2_000 },
    );
  },
);

function expectSound(source: PlanSource): void {
  if (source.kind === 'chosen') {
    for (const { groupId, accountId, action: what } of source.changes) {
      expect([typeof groupId, typeof accountId]).toEqual(['string', 'string']);
      expect(['add', 'remove']).toContain(what);
    }
  }
  if (source.kind === 'list') {
    expect(Number.isSafeInteger(source.lines)).toBe(true);
    for (const { accountId, file: nth, line: at, action: what = 'add' } of source.people) {
      expect([typeof accountId, Number.isSafeInteger(nth), Number.isSafeInteger(at)]).toEqual([
        'string',
        true,
        true,
      ]);
      expect(['add', 'remove']).toContain(what);
    }
  }
}

it('does not keep a date that is begun, which no field shows again', async () => {
  const one = plan({ kind: 'offboarding', accountIds: ['a'] }, { until: 'halfTyped' });
  expect(await kept(one)).toMatchObject({ until: '' });
});
