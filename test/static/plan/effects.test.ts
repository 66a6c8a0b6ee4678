import fc from 'fast-check';
import type { CollectedGroups } from '../../../src/confluence/collectGroups';
import type { Person } from '../../../src/contract';
import { ACTIONS } from '../../../src/membership/actions';
import { knownById } from '../../../static/admin-panel/src/directory/chosen';
import { runAtOnce } from '../../../static/admin-panel/src/host/work';
import { effectsOf, peopleToAskAbout, type UseKnowledge } from '../../../static/admin-panel/src/plan/effects';
import { keyOfChange } from '../../../static/admin-panel/src/plan/plan';
import type { PlanEntry } from '../../../static/admin-panel/src/plan/preparedPlan';

const group = (id: string) => ({ id, name: id });
const entry = (action: PlanEntry['action'], groupId: string, accountId = 'ada'): PlanEntry => {
  const change = { action, groupId, accountId };
  return { ...change, key: keyOfChange(change) };
};
const inGroups = (...ids: string[]): CollectedGroups => ({ groups: ids.map(group), isWhole: true });
/** The site's groups `u1` and `u2` give use of Confluence. */
const knowing = (over: Partial<UseKnowledge> = {}): UseKnowledge => ({
  use: inGroups('u1', 'u2'),
  groupsOf: () => inGroups('u1', 'x'),
  personOf: knownById,
  ...over,
});
const kinds = (entries: PlanEntry[], over?: Partial<UseKnowledge>) =>
  effectsOf(entries, knowing(over)).map(({ kind }) => kind);

describe('a removal', () => {
  it('from the only group that gives use loses it', () => {
    expect(kinds([entry('remove', 'u1')])).toEqual(['loses']);
  });

  it('keeps it through another group that gives it', () => {
    const groupsOf = () => inGroups('u1', 'x', 'u2');
    expect(effectsOf([entry('remove', 'u1')], knowing({ groupsOf }))).toEqual([
      { kind: 'keeps', through: group('u2') },
    ]);
  });

  it('loses it where the plan takes the other group too, and keeps it where the plan gives another', () => {
    const groupsOf = () => inGroups('u1', 'u2');
    expect(kinds([entry('remove', 'u1'), entry('remove', 'u2')], { groupsOf })).toEqual(['loses', 'loses']);
    expect(effectsOf([entry('remove', 'u1'), entry('add', 'u2')], knowing())).toEqual([
      { kind: 'keeps', through: group('u2') },
      { kind: 'has' },
    ]);
  });

  it('has no effect where the group gives no use, whatever is known of the person', () => {
    const groupsOf = () => 'notAsked' as const;
    expect(kinds([entry('remove', 'x')], { groupsOf })).toEqual(['none']);
  });

  it('from a group that they are not in is told, unless Confluence did not list all of their groups', () => {
    expect(kinds([entry('remove', 'u2'), entry('remove', 'y')])).toEqual(['notInGroup', 'notInGroup']);
    const groupsOf = () => ({ ...inGroups('u1'), isWhole: false });
    expect(kinds([entry('remove', 'u2')], { groupsOf })).toEqual(['unknown']);
  });

  it('takes nothing from who has no access, and of an app it is not known', () => {
    const somebody: Person = {
      ...{ accountId: 'ada', displayName: 'Ada', accountType: 'person', lacksAccess: true, guest: false },
    };
    expect(kinds([entry('remove', 'u1')], { personOf: () => somebody })).toEqual(['hasNone']);
    const app: Person = { ...somebody, accountType: 'app' };
    expect(effectsOf([entry('remove', 'u1')], knowing({ personOf: () => app }))).toEqual([
      { kind: 'unknown', because: 'app' },
    ]);
  });
});

describe('an addition', () => {
  it('to a group that gives use takes a seat, or none where another gave it', () => {
    expect(kinds([entry('add', 'u2')], { groupsOf: () => inGroups('x') })).toEqual(['gets']);
    expect(kinds([entry('add', 'u2')])).toEqual(['has']);
  });

  it('to a group that they are in is told', () => {
    expect(kinds([entry('add', 'u1'), entry('add', 'x')])).toEqual(['inGroup', 'inGroup']);
  });

  it('to another group has no effect', () => {
    expect(kinds([entry('add', 'y')])).toEqual(['none']);
  });
});

it('claims nothing that was not asked', () => {
  const plan = [entry('remove', 'u1'), entry('add', 'u2')];
  for (const groupsOf of ['notAsked', 'asking', 'notAnswered'] as const) {
    expect(effectsOf(plan, knowing({ groupsOf: () => groupsOf }))).toEqual([
      { kind: 'unknown', because: groupsOf },
      { kind: 'unknown', because: groupsOf },
    ]);
  }
  for (const use of ['asking', 'notAnswered'] as const) {
    expect(effectsOf(plan, knowing({ use }))[0]).toEqual({ kind: 'unknown', because: use });
  }
});

it('asks about those whose groups give use, each once', () => {
  const plan = [
    ...[entry('remove', 'u1', 'a'), entry('remove', 'x', 'b')],
    ...[entry('add', 'u2', 'a'), entry('add', 'u2', 'c')],
  ];
  expect(runAtOnce(peopleToAskAbout(plan, inGroups('u1', 'u2')))).toEqual(['a', 'c']);
});

it('is right about every plan: what it says is what the site would say afterwards', () => {
  const ids = ['u1', 'u2', 'u3', 'x', 'y'];
  const some = fc.subarray(ids);
  const plans = fc.record({
    before: some,
    isListWhole: fc.boolean(),
    // Groups that give use: listed ones, and some that Confluence did not list.
    listed: fc.subarray(['u1', 'u2']),
    isUseWhole: fc.boolean(),
    actions: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('add' as const, 'remove' as const), {
      noNullPrototype: true,
    }),
  });
  fc.assert(
    fc.property(plans, ({ before, isListWhole, listed, isUseWhole, actions }) => {
      const entries = Object.entries(actions).map(([id, action]) => entry(action, id));
      const known = { ...inGroups(...(isListWhole ? before : before.slice(1))), isWhole: isListWhole };
      const effects = effectsOf(
        entries,
        knowing({ use: { ...inGroups(...listed), isWhole: isUseWhole }, groupsOf: () => known }),
      );
      const givesUse = (id: string) => listed.includes(id) || (!isUseWhole && id.startsWith('u'));
      const after = new Set(before);
      for (const { action, groupId } of entries) {
        if (ACTIONS[action].wantsMember) after.add(groupId);
        else after.delete(groupId);
      }
      const hadUse = before.some(givesUse);
      const hasUse = [...after].some(givesUse);
      entries.forEach(({ groupId }, n) => {
        const effect = effects[n];
        switch (effect?.kind) {
          case 'none':
            expect(givesUse(groupId)).toBe(false);
            break;
          case 'keeps':
            expect(after.has(effect.through.id) && givesUse(effect.through.id)).toBe(true);
            break;
          case 'loses':
            expect([hadUse, hasUse]).toEqual([true, false]);
            break;
          case 'gets':
            expect(hadUse).toBe(false);
            break;
          case 'has':
            expect(hadUse).toBe(true);
            break;
          case 'inGroup':
            expect(before).toContain(groupId);
            break;
          case 'notInGroup':
            expect(before).not.toContain(groupId);
            break;
          case 'hasNone':
          case undefined:
            throw new Error('Nobody here lacks access.');
          case 'unknown':
            expect(isListWhole && isUseWhole).toBe(false);
        }
      });
    }),
    { numRuns: 2_000 },
  );
});
