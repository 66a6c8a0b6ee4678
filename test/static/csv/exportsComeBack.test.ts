import fc from 'fast-check';
import type { Action, Change, Person } from '../../../src/contract';
import { outcomeCsv } from '../../../static/admin-panel/src/csv/outcomeCsv';
import { knownById } from '../../../static/admin-panel/src/directory/chosen';
import { membersCsv } from '../../../static/admin-panel/src/groups/page/membersCsv';
import { eventsCsv } from '../../../static/admin-panel/src/history/export/eventsCsv';
import { runCsv } from '../../../static/admin-panel/src/history/export/runCsv';
import { describeColumns } from '../../../static/admin-panel/src/lists/columns/describeColumns';
import { mentionsOf } from '../../../static/admin-panel/src/lists/columns/mentionsOf';
import { proposeColumns } from '../../../static/admin-panel/src/lists/columns/proposeColumns';
import type { Mention } from '../../../static/admin-panel/src/lists/mention';
import { readList } from '../../../static/admin-panel/src/lists/read/readList';
import { keyOfChange } from '../../../static/admin-panel/src/plan/plan';
import {
  addressesFile,
  entraFile,
  leftOutFile,
  planFile,
  type FileFacts,
} from '../../../static/admin-panel/src/plan/planFiles';
import { changeOf, eventOf } from '../history/support/records';
import { fileText } from '../support/fileText';

const pause = () => Promise.resolve();

/** Whom a file names, as the dialog takes it before the admin has settled anything; it must leave nothing open. */
async function readAgain(text: string): Promise<readonly Mention[]> {
  const read = await readList(text, pause);
  if (!read.ok) throw new Error(read.problem.kind);
  const { content } = read;
  if (content.kind === 'prose') {
    return (
      await mentionsOf([{ content, roles: {}, filters: [], use: 'people' }], { today: '2026-03-01' }, pause)
    ).mentions;
  }
  const { roles, open } = await proposeColumns(content, await describeColumns(content, pause), pause);
  expect(open).toEqual([]);
  const input = { content, roles, filters: [], use: 'people' } as const;
  return (await mentionsOf([input], { today: '2026-03-01' }, pause)).mentions;
}

const uuid = (seed: number, n: number) =>
  `${(0x10000000 + seed * 7919 + n).toString(16)}-7e2b-460b-a270-${(0x100000000000 + n * 65_537).toString(16)}`;

const action = fc.constantFrom<Action>('add', 'remove');
const displayName = fc.constantFrom(
  'Ada Lovelace',
  'Lovelace, Ada',
  '=1+1',
  '"Al" O’Neil',
  '北',
  'José da Silva',
);
const person = (n: number): fc.Arbitrary<Person> =>
  fc
    .record({ displayName, hasEmail: fc.boolean(), isOld: fc.boolean() })
    .map(({ displayName: name, hasEmail, isOld }): Person => ({
      accountId: isOld ? `5b10a2844c20165700ede2${(16 + n).toString(16)}` : `712020:${uuid(3, n)}`,
      ...{ displayName: name, accountType: 'person', lacksAccess: false, guest: false },
      ...(hasEmail && { email: `person.${n}@example.com` }),
    }));
const groupOf = (n: number) => ({ id: uuid(11, n), name: `group-${n}` });
/** People and what is changed for them, each membership once. */
const changes = fc
  .array(fc.record({ group: fc.nat(2), action }), { minLength: 1, maxLength: 8 })
  .chain((some) => fc.tuple(fc.constant(some), fc.tuple(...some.map((_, n) => person(n)))))
  .map(([some, people]) =>
    people.map((one, n) => ({
      person: one,
      change: {
        accountId: one.accountId,
        groupId: groupOf(some[n]?.group ?? 0).id,
        action: some[n]?.action ?? 'add',
      },
    })),
  );

type Changed = { person: Person; change: Change }[];

function factsOf(changed: Changed): FileFacts {
  const people = new Map(changed.map(({ person: one }) => [one.accountId, one]));
  return {
    personOf: (accountId) => people.get(accountId) ?? knownById(accountId),
    groups: new Map([0, 1, 2].map((n) => [groupOf(n).id, groupOf(n)])),
    files: ['leavers.csv'],
    now: new Date(2026, 2, 1),
  };
}

const planned = (changed: Changed) => changed.map(({ change }) => change);
const knownIn = (changed: Changed) => {
  const { personOf } = factsOf(changed);
  return (accountId: string) => {
    const one = personOf(accountId);
    return 'isUnknown' in one ? undefined : one;
  };
};

const EXPORTS: [string, (changed: Changed) => string | Promise<string>][] = [
  [
    'a plan',
    async (changed) => {
      const entries = planned(changed).map((change, n) => ({
        ...change,
        key: keyOfChange(change),
        file: 0,
        line: n + 2,
      }));
      return fileText((await planFile(entries, () => ({ kind: 'loses' }), factsOf(changed))).parts);
    },
  ],
  [
    'what a plan left out',
    async (changed) => {
      const leftOut = planned(changed).map((change, n) => ({
        ...{ ...change, reason: 'unchanged' as const, file: 0, line: n + 2, text: `who ${n}` },
      }));
      return fileText((await leftOutFile(leftOut, factsOf(changed))).parts);
    },
  ],
  [
    'changes for an identity provider',
    async (changed) => fileText((await addressesFile(planned(changed), factsOf(changed))).parts),
  ],
  [
    'a receipt',
    (changed) =>
      outcomeCsv(
        changed.map(({ person: one, change }) => ({
          ...{ ...change, name: one.displayName, email: one.email ?? '', group: 'a group' },
          ...{ outcome: 'Removed', details: 'Nothing else was changed.' },
        })),
      ),
  ],
  [
    'a run of the history',
    (changed) =>
      runCsv(
        { groups: [0, 1, 2].map((n) => ({ groupId: groupOf(n).id, name: groupOf(n).name })) },
        planned(changed).map((change, index) => changeOf({ ...change, index })),
        knownIn(changed),
      ),
  ],
  [
    'the events of people',
    (changed) =>
      eventsCsv(
        planned(changed).map((change, index) =>
          eventOf({ ...change, index, actorId: `712020:${uuid(99, 1)}` }),
        ),
        knownIn(changed),
      ),
  ],
];

it.each(EXPORTS)('of %s, the page reads the same people, groups and actions again', async (_, exportOf) => {
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      const mentions = await readAgain(await exportOf(changed));
      expect(
        mentions.map(({ accountId, groupId, action: what }) => ({ accountId, groupId, action: what })),
      ).toEqual(planned(changed));
    }),
    { numRuns: 50 },
  );
});

it('of the members of a group, the page reads the same people again, and knows the group', async () => {
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(2), async (changed, n) => {
      const { id, name } = groupOf(n);
      const people = changed.map(({ person: one }) => one);
      const mentions = await readAgain(membersCsv(people, { id, name }));
      expect(mentions.map(({ accountId, groupId, groupName }) => [accountId, groupId, groupName])).toEqual(
        people.map(({ accountId }) => [accountId, id, name]),
      );
    }),
    { numRuns: 50 },
  );
});

it('of a file for Microsoft Entra, the page reads the same addresses again', async () => {
  const people = ['a', 'b', 'c'].map((name): Person => ({
    ...{ accountId: name, displayName: name, email: `${name}@example.com` },
    ...{ accountType: 'person', lacksAccess: false, guest: false },
  }));
  const changed = people.map((one) => ({
    person: one,
    change: { accountId: one.accountId, groupId: 'g', action: 'remove' as const },
  }));
  const mentions = await readAgain(fileText(entraFile(planned(changed), factsOf(changed)).parts));
  expect(mentions.map(({ email }) => email)).toEqual(people.map(({ email }) => email));
});

it('of lines that were not matched and then corrected, the page reads what stands there now', async () => {
  const { parts } = await leftOutFile(
    ['jane@example.com', 'john@example.com'].map((written, n) => ({
      ...{ reason: 'notMatched' as const, file: 0, line: n + 2, text: written },
    })),
    factsOf([]),
  );
  const mentions = await readAgain(fileText(parts));
  expect(mentions.map(({ email }) => email)).toEqual(['jane@example.com', 'john@example.com']);
});
