import fc from 'fast-check';
import type { LeftOut, Plan, PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { readStoredPlan, storedEditsOf, storedPlanOf } from '../../../static/admin-panel/src/plan/storedPlan';

const OWNER = 'https://site.example me';

const plan = (source: PlanSource, over: Partial<Plan> = {}): Plan => ({
  ...{ id: 'plan-1', source, openedFrom: { page: 'groups', groupId: 'g' } },
  ...{ takenOut: new Set<string>(), reason: '', people: new Map(), groups: new Map() },
  ...over,
});
const kept = (one: Plan) => readStoredPlan(storedPlanOf(one, OWNER), storedEditsOf(one), OWNER);

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', '7120:ü-0');
const line = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
const change = fc
  .record({ groupId: id, accountId: id, action: fc.constantFrom('add' as const, 'remove' as const), line })
  .map(({ line: at, ...rest }) => ({ ...rest, ...(at !== undefined && { line: at }) }));
const leftOut = fc
  .record({
    reason: fc.constantFrom<LeftOut['reason']>('notMatched', 'duplicate', 'unchanged'),
    accountId: fc.option(id, { nil: undefined }),
    groupId: fc.option(id, { nil: undefined }),
    line,
  })
  .map(({ reason, ...rest }): LeftOut => {
    const given = Object.entries(rest).filter(([, value]) => value !== undefined);
    return { reason, ...Object.fromEntries(given) };
  });

it('comes back as it was, whatever its source', () => {
  const source = fc.oneof(
    fc.record({
      kind: fc.constant('chosen' as const),
      changes: fc.array(change),
      leftOut: fc.array(leftOut),
      lines: fc.nat(),
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
  fc.assert(
    fc.property(source, fc.array(change), fc.string(), (from, out, reason) => {
      const takenOut = new Set(out.map((one) => `${one.action} ${one.groupId} ${one.accountId}`));
      const one = plan(from, { takenOut, reason });
      expect(kept(one)).toEqual(one);
    }),
  );
});

it('keeps no name, no address, and nothing of what stands in a line', () => {
  const one = plan(
    {
      kind: 'chosen',
      changes: [{ groupId: 'g', accountId: 'a', action: 'remove', line: 2 }],
      leftOut: [{ reason: 'notMatched', line: 3, text: 'jane@example.com, Jane' }],
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
    },
  );
  const text = storedPlanOf(one, OWNER) + storedEditsOf(one);
  expect(text).not.toMatch(/jane|ada@|Ada|contractors/i);
  const { people, groups, source } = kept(one) ?? {};
  expect([people?.size, groups?.size]).toEqual([0, 0]);
  expect(source).toMatchObject({ leftOut: [{ reason: 'notMatched', line: 3 }] });
});

it('takes up less than a browser keeps for a tab, with 50,000 changes and 100,000 lines left out', () => {
  const accountId = (n: number) => `712020:${String(n).padStart(8, '0')}-ab12-cd34-ef56-0123456789ab`;
  const changes = Array.from({ length: 50_000 }, (_, n) => ({
    ...{ groupId: `00000000-0000-0000-0000-00000000000${n % 6}`, action: 'remove' as const },
    ...{ accountId: accountId(Math.floor(n / 6)), line: n + 2 },
  }));
  const lines = Array.from({ length: 100_000 }, (_, n) => ({
    reason: 'notMatched' as const,
    line: n + 60_000,
  }));
  const ofOne = changes.map((one, n) => ({ ...one, groupId: 'g', accountId: accountId(n) }));
  for (const some of [changes, ofOne]) {
    const one = plan(
      { kind: 'chosen', changes: some, leftOut: lines, lines: 150_000 },
      { takenOut: new Set(some.map((it) => `remove ${it.groupId} ${it.accountId}`)) },
    );
    expect(storedPlanOf(one, OWNER).length + storedEditsOf(one).length).toBeLessThan(5_000_000);
    expect(kept(one)?.takenOut.size).toBe(50_000);
  }
});

it('drops what another admin, another site or another version has left, and what is no plan', () => {
  const one = plan({ kind: 'rest', runId: 'r', which: 'both' });
  const text = storedPlanOf(one, OWNER);
  const edits = storedEditsOf(one);
  expect(readStoredPlan(text, edits, 'https://site.example somebody')).toBeUndefined();
  expect(readStoredPlan(text.replace('"v":1', '"v":2'), edits, OWNER)).toBeUndefined();
  expect(readStoredPlan(null, null, OWNER)).toBeUndefined();
  expect(readStoredPlan(text.slice(0, -9), edits, OWNER)).toBeUndefined();
  expect(readStoredPlan(text.replace('"both"', '"all"'), edits, OWNER)).toBeUndefined();
  expect(readStoredPlan('[1]', edits, OWNER)).toBeUndefined();
  expect(readStoredPlan(text.replace('"rest"', '"rests"'), edits, OWNER)).toBeUndefined();
});

it('takes no edits of another plan', () => {
  const one = plan({ kind: 'rest', runId: 'r', which: 'both' }, { reason: 'OPS-1' });
  const other = storedEditsOf({ ...one, id: 'plan-2' });
  expect(readStoredPlan(storedPlanOf(one, OWNER), other, OWNER)).toMatchObject({ reason: '' });
  expect(readStoredPlan(storedPlanOf(one, OWNER), '{', OWNER)).toMatchObject({ reason: '' });
});

it('does not take a value for what it is not: whatever is changed in it, it is a plan or none', () => {
  const one = plan({
    kind: 'chosen',
    changes: [
      { groupId: 'g', accountId: 'a', action: 'remove', line: 1 },
      { groupId: 'g', accountId: 'b', action: 'add' },
    ],
    leftOut: [{ reason: 'notMatched', line: 4 }],
  });
  const text = storedPlanOf(one, OWNER);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('9', '"', '-1', '[', 'null', ''), (at, put) => {
      const read = readStoredPlan(text.slice(0, at) + put + text.slice(at + 1), null, OWNER);
      if (read?.source.kind !== 'chosen') return;
      for (const { groupId, accountId, action } of read.source.changes) {
        expect(typeof groupId).toBe('string');
        expect(typeof accountId).toBe('string');
        expect(['add', 'remove']).toContain(action);
      }
    }),
    { numRuns: 2_000 },
  );
});
