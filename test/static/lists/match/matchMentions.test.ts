import fc from 'fast-check';
import type { AppError, Person } from '../../../../src/contract';
import { comparableName } from '../../../../static/admin-panel/src/lists/match/comparableName';
import {
  indexMembers,
  type DirectoryAnswer,
  type Knowledge,
} from '../../../../static/admin-panel/src/lists/match/listKnowledge';
import type { MatchedList } from '../../../../static/admin-panel/src/lists/match/matchedList';
import { keyOfMention, matchMentions } from '../../../../static/admin-panel/src/lists/match/matchMentions';
import type { Mention, Omission } from '../../../../static/admin-panel/src/lists/mention';
import { NO_KNOWLEDGE } from '../support/noKnowledge';

const noPause = () => Promise.resolve();
const FAILED: AppError = { kind: 'invalid', status: 400 };

/** One whose address is their id's, unless another or none (null) is given. */
function person(
  accountId: string,
  email: string | null = `${accountId}@x.com`,
  name = `Person ${accountId}`,
): Person {
  return {
    ...{ accountId, displayName: name, accountType: 'person', lacksAccess: false, guest: false },
    ...(email !== null && { email }),
  };
}

type Named = Pick<Mention, 'accountId' | 'email' | 'name' | 'groupId' | 'groupName' | 'action'>;

const mentionsOf = (named: readonly Named[]): Mention[] =>
  named.map((one, index) => ({ file: 0, line: index + 2, text: `line ${index + 2}`, ...one }));

function match(
  named: readonly Named[],
  known: Partial<Knowledge> = {},
  { apart = false, omissions = [] as Omission[] } = {},
): Promise<MatchedList> {
  const mentions = mentionsOf(named);
  const lines = mentions.length + omissions.length;
  return matchMentions({ mentions, omissions, lines }, { ...NO_KNOWLEDGE, ...known }, { apart }, noPause);
}

const membersOf = (people: readonly Person[], isWhole = true) => indexMembers(people, isWhole, noPause);
const byId = (...people: Person[]) => new Map(people.map((one) => [one.accountId, one]));
const found = (...people: Person[]): DirectoryAnswer => ({ people, more: false });

/** In short, what became of each line. */
function binsOf(matched: MatchedList): Record<number, string> {
  const bins: [number, string][] = [
    ...matched.found.map(({ mention, person: { accountId }, by }): [number, string] => [
      mention.line,
      `${accountId} by ${by}`,
    ]),
    ...matched.choices.map(({ mention, candidates, why, chosen }): [number, string] => [
      mention.line,
      `${why}: ${candidates.map(({ accountId }) => accountId).join(' or ')}${chosen === null ? ', none' : ''}`,
    ]),
    ...matched.unmatched.map(({ mention, why }): [number, string] => [mention.line, why]),
    ...matched.repeated.map(({ mention, accountId }): [number, string] => [
      mention.line,
      `${accountId} again`,
    ]),
    ...matched.pending.map(({ mention, need }): [number, string] => [
      mention.line,
      `? ${Object.values(need).join(' ')}`,
    ]),
  ];
  return Object.fromEntries(bins);
}

const binOf = async (one: Named, known: Partial<Knowledge> = {}) => binsOf(await match([one], known))[2];

describe('an account id', () => {
  it('is a member, or is looked up', async () => {
    const members = await membersOf([person('a')]);
    const known = { members, byId: new Map([...byId(person('b')), ['c', null] as const]) };
    const matched = await match(
      ['A', 'b', 'c', 'd'].map((accountId) => ({ accountId })),
      known,
    );
    expect(binsOf(matched)).toEqual({
      2: 'a by accountId',
      3: 'b by accountId',
      4: 'noSuchId',
      5: '? accountId d',
    });
  });

  it('goes before the email and the name', async () => {
    const known = { byId: byId(person('a', null)), byEmail: new Map([['z@x.com', found()]]) };
    expect(await binOf({ accountId: 'a', email: 'z@x.com', name: 'Person z' }, known)).toBe('a by accountId');
  });

  it('that does not exist leaves the row to its email, and not to its name', async () => {
    const members = await membersOf([person('b'), person('c', null, 'Ann Lee')]);
    const known = { members, byId: new Map([['a', null]]), byName: new Map([['ann lee', found()]]) };
    expect(await binOf({ accountId: 'a', email: 'b@x.com' }, known)).toBe('b by email');
    expect(await binOf({ accountId: 'a', name: 'Ann Lee' }, known)).toBe('noSuchId');
    const gone = { ...known, byEmail: new Map([['z@x.com', found()]]) };
    expect(await binOf({ accountId: 'a', email: 'z@x.com', name: 'Ann Lee' }, gone)).toBe('noSuchId');
  });

  it('of one person with the email of another leaves it to the admin', async () => {
    const [a, b] = [person('a'), person('b')];
    const row = { accountId: 'a', email: 'B@x.com' };
    expect(await binOf(row, { members: await membersOf([a, b]) })).toBe('twoPeople: a or b');
    expect(await binOf(row, { byId: byId(a), byEmail: new Map([['b@x.com', found(b)]]) })).toBe(
      'twoPeople: a or b',
    );
    const hidden = { members: await membersOf([b]), byId: byId(person('a', null)) };
    expect(await binOf(row, hidden)).toBe('twoPeople: a or b');
  });

  it('counts where its account shows another email and nobody has that of the row', async () => {
    const known: Partial<Knowledge> = { byId: byId(person('a', 'new@x.com')) };
    const row = { accountId: 'a', email: 'old@x.com' };
    expect(await binOf(row, known)).toBe('? email old@x.com');
    const asked: DirectoryAnswer[] = [found(), { error: FAILED }];
    for (const answer of asked) {
      expect(await binOf(row, { ...known, byEmail: new Map([['old@x.com', answer]]) })).toBe(
        'a by accountId',
      );
    }
    expect(await binOf(row, { ...known, rest: 'stopped' })).toBe('a by accountId');
  });
});

describe('an email', () => {
  it('is shown by a member, whatever its case, or by someone in the directory', async () => {
    const known = {
      members: await membersOf([person('a')], false),
      byEmail: new Map([['b@x.com', found(person('b'))]]),
    };
    const matched = await match(
      ['A@X.com', 'b@x.com', 'c@x.com'].map((email) => ({ email })),
      known,
    );
    expect(binsOf(matched)).toEqual({ 2: 'a by email', 3: 'b by email', 4: '? email c@x.com' });
  });

  it('that several show is for the admin to decide', async () => {
    const members = await membersOf([person('a', 's@x.com'), person('b', 'S@x.com')]);
    expect(await binOf({ email: 's@x.com' }, { members })).toBe('sameEmail: a or b');
  });

  it('of a member without an account id is said to be that', async () => {
    const members = await membersOf([{ ...person('unidentified:7', 'a@x.com'), isUnidentified: true }]);
    expect(await binOf({ email: 'a@x.com' }, { members })).toBe('withoutId');
  });

  it('is of nobody only once all members are read', async () => {
    const byEmail = new Map([['z@x.com', found()]]);
    const bin = async (isWhole: boolean) =>
      binOf({ email: 'z@x.com' }, { byEmail, members: await membersOf([person('a')], isWhole) });
    expect(await bin(false)).toBe('? members');
    expect(await bin(true)).toBe('noSuchEmail');
  });

  it('is found by another file whose account hides its address or shows this one', async () => {
    const book = new Map([['old@x.com', 'A']]);
    const bin = (person: Person | null, more: Partial<Knowledge> = {}) =>
      binOf({ email: 'Old@x.com' }, { book, byId: new Map([['a', person]]), ...more });
    expect(await binOf({ email: 'old@x.com' }, { book })).toBe('? accountId a');
    expect(await bin(person('a', null))).toBe('a by otherFile');
    expect(await bin(person('a', 'old@x.com'))).toBe('a by otherFile');
    // The file is not believed.
    expect(await bin(person('a', 'new@x.com'))).toBe('? email old@x.com');
    expect(await bin(null)).toBe('? email old@x.com');
    const byEmail = new Map([['old@x.com', found(person('b', 'old@x.com'))]]);
    expect(await bin(person('a', 'new@x.com'), { byEmail })).toBe('b by email');
  });

  it('that files give to several is not found by them', async () => {
    const book = new Map([['s@x.com', 'several']]);
    expect(await binOf({ email: 's@x.com' }, { book })).toBe('? email s@x.com');
  });

  it('that was not answered says so', async () => {
    const [one] = (
      await match([{ email: 'a@x.com' }], { byEmail: new Map([['a@x.com', { error: FAILED }]]) })
    ).unmatched;
    expect(one).toMatchObject({ why: 'notAnswered', error: FAILED });
  });

  it('is believed only of someone who shows it', async () => {
    const byEmail = new Map([['z@x.com', found(person('a'))]]);
    expect(await binOf({ email: 'z@x.com' }, { byEmail })).toBe('noSuchEmail');
  });
});

describe('a name', () => {
  const asked = (answer: DirectoryAnswer) => ({ byName: new Map([['ann lee', answer]]) });
  const [ann, other] = [person('a', null, 'Ann Lee'), person('b', 'b@x.com', 'ann  lee')];

  it('is someone’s who alone is called so', async () => {
    expect(await binOf({ name: 'Lee, Ann' })).toBe('? name ann lee');
    expect(await binOf({ name: 'Lee, Ann' }, asked(found(ann)))).toBe('a by name');
    expect(await binOf({ name: 'ANN LEE' }, { ...asked(found(ann)), members: await membersOf([ann]) })).toBe(
      'a by name',
    );
    expect(await binOf({ name: 'Ann Lee' }, asked(found(person('c', null, 'Ann Leeson'))))).toBe(
      'noSuchName',
    );
  });

  it('of several is for the admin to decide, members or not', async () => {
    const known = { ...asked(found(other)), members: await membersOf([ann]) };
    expect(await binOf({ name: 'Ann Lee' }, known)).toBe('sameName: a or b');
    const others = { ...asked(found(other)), others: await membersOf([ann]) };
    expect(await binOf({ name: 'Ann Lee' }, others)).toBe('sameName: a or b');
  });

  it('that Confluence did not list all people of is confirmed by the admin', async () => {
    const known = asked({ people: [ann], more: true });
    expect(await binOf({ name: 'Ann Lee' }, known)).toBe('moreOfName: a');
    expect(await binOf({ name: 'Ann Lee' }, asked({ people: [], more: true }))).toBe('noSuchName');
  });

  it('is nobody’s only once all members are read', async () => {
    const known = { ...asked(found()), members: await membersOf([], false) };
    expect(await binOf({ name: 'Ann Lee' }, known)).toBe('? members');
  });

  it('counts after an email that nobody shows, and only of someone who shows none', async () => {
    const row = { email: 'ann@x.com', name: 'Ann Lee' };
    const byEmail = new Map([['ann@x.com', found()]]);
    const bin = (...people: Person[]) => binOf(row, { byEmail, ...asked(found(...people)) });
    expect(await binOf(row, { byEmail })).toBe('? name ann lee');
    expect(await bin(ann)).toBe('a by name');
    expect(await bin(ann, other)).toBe('a by name');
    expect(await bin(other)).toBe('noSuchEmail');
    expect(await bin(person('d', 'ann@x.com', 'Ann Lee'), ann)).toBe('d by email');
  });

  it('that cannot be seen is nobody’s', async () => {
    expect(await binOf({ name: '\u200b' }, { byName: new Map([['', found(person('a', null, ''))]]) })).toBe(
      'noSuchName',
    );
  });
});

describe('one who is named again', () => {
  const known = { byId: byId(person('a'), person('b')), byEmail: new Map([['a@x.com', found(person('a'))]]) };

  it('is repeated, by whatever they are named', async () => {
    const matched = await match(
      [{ accountId: 'a' }, { email: 'a@x.com' }, { accountId: 'b' }, { accountId: 'A' }],
      known,
    );
    expect(binsOf(matched)).toEqual({ 2: 'a by accountId', 3: 'a again', 4: 'b by accountId', 5: 'a again' });
  });

  it('is not, for another group or action, where these are kept apart', async () => {
    const rows: Named[] = [
      { accountId: 'a', groupId: 'g' },
      { accountId: 'a', groupId: 'h' },
      { accountId: 'a', groupId: 'g', action: 'add' },
      { accountId: 'a', groupId: 'g' },
      { accountId: 'a', groupName: 'Contractors' },
      { accountId: 'a', groupName: 'contractors' },
      { accountId: 'a', groupName: 'contractors ' },
    ];
    expect(Object.values(binsOf(await match(rows, known, { apart: true })))).toEqual([
      ...['a by accountId', 'a by accountId', 'a by accountId', 'a again'],
      ...['a by accountId', 'a by accountId', 'a again'],
    ]);
    expect((await match(rows, known)).repeated).toHaveLength(6);
  });
});

describe('a choice', () => {
  const members = () => membersOf([person('a', 's@x.com'), person('b', 's@x.com')]);
  const row = { email: 's@x.com' };
  const [mention] = mentionsOf([row]);
  const chosen = (accountId: string | null) => new Map([[mention ? keyOfMention(mention) : '', accountId]]);

  it('that is made finds the person, and may repeat others', async () => {
    const known = { members: await members(), choices: chosen('b') };
    const matched = await match([row, { accountId: 'b' }, row], known);
    expect(binsOf(matched)).toEqual({ 2: 'b by choice', 3: 'b again', 4: 'sameEmail: a or b' });
    expect(matched.chosen).toMatchObject([{ mention: { line: 2 }, chosen: 'b', why: 'sameEmail' }]);
  });

  it('of none leaves the line out', async () => {
    expect(await binOf(row, { members: await members(), choices: chosen(null) })).toBe(
      'sameEmail: a or b, none',
    );
  });

  it('of someone who is no candidate any more is open again', async () => {
    const matched = await match([row], { members: await members(), choices: chosen('z') });
    expect(matched.choices).toMatchObject([{ chosen: undefined }]);
  });
});

it('says of what is not known that it is coming, was stopped, or was not answered', async () => {
  const rows = [{ accountId: 'a' }, { email: 'b@x.com' }, { name: 'C' }];
  expect((await match(rows)).pending).toHaveLength(3);
  expect((await match(rows, { rest: 'stopped' })).unmatched.map(({ why }) => why)).toEqual(
    Array(3).fill('notAsked'),
  );
  expect((await match(rows, { rest: FAILED })).unmatched).toMatchObject(
    Array(3).fill({ why: 'notAnswered', error: FAILED }),
  );
});

it('passes on what is left out, and the number of lines', async () => {
  const omissions: Omission[] = [{ file: 0, line: 9, text: '?', why: 'unreadable' }];
  expect(await match([{ accountId: 'a' }], {}, { omissions })).toMatchObject({ omissions, lines: 2 });
});

/** Few ids, addresses and names, so that they meet. */
const IDS = ['a', 'b', 'c', 'd'];
const EMAILS = IDS.map((id) => `${id}@x.com`);
const NAMES = ['Ann Lee', 'Lee, Ann', 'Bo', ''];

const anyPerson = fc
  .record({
    accountId: fc.constantFrom(...IDS),
    email: fc.constantFrom(null, ...EMAILS),
    name: fc.constantFrom(...NAMES),
    isUnidentified: fc.boolean(),
  })
  .map(({ accountId, email, name, isUnidentified }): Person => ({
    ...person(accountId, email, name),
    ...(isUnidentified && { isUnidentified }),
  }));
const anyFound: fc.Arbitrary<DirectoryAnswer> = fc.oneof(
  fc.record({ people: fc.array(anyPerson, { maxLength: 3 }), more: fc.boolean() }),
  fc.constant({ error: FAILED }),
);
const mapOf = <T>(keys: readonly string[], value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...keys), value).map((all) => new Map(Object.entries(all)));
const anyNamed = fc
  .record(
    {
      accountId: fc.constantFrom(...IDS),
      email: fc.constantFrom(...EMAILS),
      name: fc.constantFrom(...NAMES),
      groupId: fc.constantFrom('g', 'h'),
    },
    { requiredKeys: [] },
  )
  .filter(({ accountId, email, name }) => [accountId, email, name].some((one) => one !== undefined));
const anyRest = fc.constantFrom<Knowledge['rest'][]>('coming', 'stopped', FAILED);

it('puts each mention into exactly one bin, and finds nobody whom it does not name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyNamed, { maxLength: 8 }),
      fc.tuple(fc.array(anyPerson, { maxLength: 4 }), fc.boolean(), fc.array(anyPerson, { maxLength: 2 })),
      mapOf(IDS, fc.oneof(anyPerson, fc.constant(null))).map(
        (all) =>
          new Map(
            [...all].map(([id, one]) => [id, one && { ...one, accountId: id, isUnidentified: undefined }]),
          ),
      ),
      fc.record({
        byEmail: mapOf(EMAILS, anyFound),
        byName: mapOf(NAMES.map(comparableName), anyFound),
        book: mapOf(EMAILS, fc.constantFrom(...IDS, 'several')),
        rest: anyRest,
      }),
      fc.array(fc.constantFrom(null, ...IDS), { maxLength: 8 }),
      fc.boolean(),
      async (named, [members, isWhole, others], accounts, asked, wanted, apart) => {
        const mentions = mentionsOf(named);
        const choices = new Map(
          mentions.flatMap((mention, index) => {
            const accountId = wanted[index];
            return accountId === undefined ? [] : [[keyOfMention(mention), accountId] as const];
          }),
        );
        const known: Knowledge = {
          ...{ ...asked, choices },
          members: await membersOf(members, isWhole),
          others: await membersOf(others),
          byId: new Map(
            [...accounts].map(([id, one]) => [id, one && person(id, one.email ?? null, one.displayName)]),
          ),
        };
        const matched = await match(named, known, { apart });
        const { found: listed, choices: open, unmatched, repeated, pending } = matched;
        const all = [...listed, ...open, ...unmatched, ...repeated, ...pending].map(
          ({ mention }) => mention.line,
        );
        expect(all.sort((a, b) => a - b)).toEqual(mentions.map(({ line }) => line));
        expect(pending.length === 0 || known.rest === 'coming').toBe(true);

        const places = listed.map(({ person: { accountId }, mention }) =>
          apart ? `${accountId} ${mention.groupId ?? ''}` : accountId,
        );
        expect(new Set(places).size).toBe(places.length);
        for (const { accountId } of repeated) {
          expect(listed.some((one) => one.person.accountId === accountId)).toBe(true);
        }
        for (const { person: one, mention, by } of listed) {
          expect('isUnidentified' in one && one.isUnidentified).toBeFalsy();
          const email = 'email' in one ? one.email : undefined;
          const isNamed =
            mention.accountId === one.accountId ||
            (mention.email !== undefined && email === mention.email) ||
            (mention.email !== undefined &&
              email === undefined &&
              asked.book.get(mention.email) === one.accountId) ||
            (mention.name !== undefined &&
              comparableName('displayName' in one ? one.displayName : '') === comparableName(mention.name) &&
              (mention.email === undefined || email === undefined));
          expect([by, isNamed]).toEqual([by, true]);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

it('goes through 100,000 mentions and 50,000 members with a pause every few hundred', async () => {
  const members = Array.from({ length: 50_000 }, (_, n) => person(`account-${n}`, `p${n}@x.com`));
  const pause = vi.fn(noPause);
  const known = { ...NO_KNOWLEDGE, members: await indexMembers(members, true, pause) };
  const mentions = mentionsOf(
    Array.from({ length: 100_000 }, (_, n): Named => {
      const number = n % 60_000;
      return n % 2 === 0 ? { accountId: `account-${number}` } : { email: `p${number}@x.com` };
    }),
  );
  const list = { mentions, omissions: [], lines: mentions.length };
  const matched = await matchMentions(list, known, { apart: false }, pause);
  expect([matched.found.length, matched.repeated.length]).toEqual([50_000, 40_000]);
  expect(pause.mock.calls.length).toBeGreaterThanOrEqual(150_000 / 500);
});
