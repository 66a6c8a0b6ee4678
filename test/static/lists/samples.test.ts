/** Files of the kinds that admins bring, from bytes to bins. */
import { filterableColumns } from '../../../static/admin-panel/src/lists/columns/filterableColumns';
import type { RowFilter } from '../../../static/admin-panel/src/lists/columns/rowFilter';
import type { MatchedList } from '../../../static/admin-panel/src/lists/match/matchedList';
import type { ReadSource } from '../../../static/admin-panel/src/lists/read/readSource';
import {
  administrationGroupsInCells,
  administrationMemberships,
  administrationUsers,
  legacyCloudExport,
  managedAccounts,
  membersAsJson,
  mentionsInComments,
} from '../../support/lists/atlassianFiles';
import {
  entraMembers,
  entraTemplate,
  googleAdminMembers,
  googleGroupMembers,
  oktaGroupMembership,
  oktaUsers,
  slackMembers,
} from '../../support/lists/directoryFiles';
import {
  bigEndianLeavers,
  germanLeavers,
  japaneseLeavers,
  leaversAndManagers,
  leaversWithTitle,
  namesAlone,
  namesInTable,
  polishLeavers,
} from '../../support/lists/hrFiles';
import type { SampleFile, SamplePerson } from '../../support/lists/sampleFile';
import { markdownTable, outlookMail, profileLinks } from '../../support/lists/textFiles';
import {
  isAccountedFor,
  matchFiles,
  outcomeByLine,
  personOf,
  readSample,
  workOutFiles,
  type Choices,
} from './support/matchFiles';

const person = (accountId: string, name: string, mailName: string): SamplePerson => ({
  ...{ accountId, name, email: `${mailName}@fjordbank.example` },
});

const nadia = person('5f1d0c37a9e24b006c8d71e0', 'Nadia Ferreira', 'nadia.ferreira');
const soren = person('712020:2b8e41d7-6c90-4f3a-8d15-c07e9ab36f42', 'Søren Kjærgaard', 'soren.kjaergaard');
const marta = person('557058:90d3f6a1-4e7c-42b8-b5f0-18ac7d2e9b64', 'Márta Ötvös', 'marta.otvos');
const cormac = person('5f1d0c42a9e24b006c8d71e1', "Cormac O'Dwyer", 'cormac.odwyer');
const pawel = person('712020:e6a05c2f-83b1-4d79-9e24-5f7b0c8d1a36', 'Paweł Żuławski', 'pawel.zulawski');
const yuki = person('5f1d0c58a9e24b006c8d71e2', '星野 由紀', 'yuki.hoshino');
const ravi = person('557058:c4b7e912-05da-4f68-a3c1-6e90b2f8d753', 'Ravi Menon', 'ravi.menon');
const ines = person('5f1d0c6da9e24b006c8d71e3', 'Ines Duarte', 'ines.duarte');

const everybody = [nadia, soren, marta, cormac, pawel, yuki, ravi, ines];
/** Their addresses cannot be seen in Confluence. */
const hidden = [marta, ravi];
const site = everybody.map((one) => personOf(one, { isHidden: hidden.includes(one) }));
const shown = everybody.filter((one) => !hidden.includes(one));

const nameOf = (accountId: string | undefined): string | undefined =>
  everybody.find((one) => one.accountId === accountId)?.name;

/** What became of each line, with names instead of ids: `2 found Nadia Ferreira`. */
function read(matched: MatchedList): string[] {
  expect(isAccountedFor(matched)).toBe(true);
  return outcomeByLine(matched).map(([line, outcome, accountId]) =>
    [line, outcome, nameOf(accountId)].filter((part) => part !== undefined).join(' '),
  );
}

const readFiles = async (files: readonly SampleFile[], choices?: Choices) =>
  read(await matchFiles(files, site, choices));

/** These people found, one a line. */
const found = (people: readonly SamplePerson[], firstLine: number): string[] =>
  people.map(({ name }, index) => `${firstLine + index} found ${name}`);

const howFound = async (file: SampleFile) => {
  const matched = await matchFiles([file], site);
  return new Set(matched.found.map(({ by }) => by));
};

/** A filter by the column of this title. */
async function columnOf({ columns }: ReadSource, title: string) {
  if (!columns) throw new Error('It is no table.');
  const { table, facts, proposal } = columns;
  const all = await filterableColumns(table, facts, proposal.roles, () => Promise.resolve());
  const column = all.find((one) => one.title === title);
  if (!column) throw new Error(`No filter by ${title}, but by ${all.map((one) => one.title).join(', ')}`);
  return column;
}

const notSeenFor90Days = async (source: ReadSource): Promise<RowFilter[]> => {
  const column = await columnOf(source, 'Last seen in Confluence - fjordbank');
  if (column.kind !== 'date') throw new Error('It is no date.');
  return [
    {
      ...{ kind: 'date', column: column.column, order: column.order, withEmpty: false },
      when: { is: 'olderThan', days: 90 },
    },
  ];
};

describe('what everybody is found in, one a line', () => {
  const others = [
    { name: 'Contractors (nested)', type: 'Group' },
    { name: 'svc-sync', type: 'Service Principal' },
  ] as const;

  it.each<[title: string, file: SampleFile, firstLine: number, people?: SamplePerson[]]>([
    ['users of Atlassian Administration', administrationUsers(everybody), 2],
    ['accounts of domains', managedAccounts(everybody), 2],
    ['members of a group of Entra', entraMembers(everybody), 2],
    ['the template of Entra', entraTemplate(shown), 3, shown],
    ['users of Okta', oktaUsers(everybody), 2],
    ['members of a group of Okta', oktaGroupMembership(everybody), 2],
    ['members of a Google Group', googleGroupMembers(everybody), 3],
    ['the template of Google Admin', googleAdminMembers(shown), 2, shown],
    ['members of a workspace of Slack', slackMembers(everybody), 2],
    ['leavers of a German Excel', germanLeavers(everybody), 2],
    ['leavers in UTF-16, high byte first', bigEndianLeavers(everybody), 2],
    ['leavers of a Japanese Excel', japaneseLeavers([yuki, ines, nadia]), 2, [yuki, ines, nadia]],
    ['leavers of a Polish Excel', polishLeavers([pawel, marta, cormac]), 2, [pawel, marta, cormac]],
    ['names in a table', namesInTable(everybody), 2],
    ['names alone', namesAlone(everybody.map(({ name }) => name)), 1],
    ['links to profiles', profileLinks(everybody), 1],
    ['a table of Markdown', markdownTable(everybody), 3],
    ['mentions in comments', mentionsInComments(everybody), 1],
  ])('%s', async (...[, file, firstLine, people]) => {
    expect(await readFiles([file])).toEqual(found(people ?? everybody, firstLine));
  });

  it('cells with line breaks, below a title', async () => {
    expect(await readFiles([leaversWithTitle([nadia, soren, marta])])).toEqual([
      '6 found Nadia Ferreira',
      '8 found Søren Kjærgaard',
      '9 found Márta Ötvös',
    ]);
  });

  it('JSON', async () => {
    const matched = await matchFiles([membersAsJson(everybody)], site);
    expect(matched.found.map(({ person }) => person.accountId)).toEqual(
      everybody.map(({ accountId }) => accountId),
    );
    expect(isAccountedFor(matched)).toBe(true);
  });

  it('what in a group of Entra is no person is said to be none', async () => {
    expect(await readFiles([entraMembers([nadia, soren, pawel, cormac], others)])).toEqual([
      ...found([nadia, soren, pawel, cormac], 2),
      '6 notAPerson',
      '7 notAPerson',
    ]);
  });
});

describe('what a person is found by', () => {
  it.each([
    ['User id of Atlassian Administration', administrationUsers(everybody)],
    ['Atlassian ID of accounts', managedAccounts(everybody.map((one) => ({ ...one, email: '' })))],
    ['links to profiles', profileLinks(everybody)],
  ])('%s is the account id', async (_, file) => {
    expect(await howFound(file)).toEqual(new Set(['accountId']));
  });

  it.each([
    ['Entra', entraMembers(shown)],
    ['Okta', oktaUsers(shown)],
    ['Okta, groups', oktaGroupMembership(shown)],
    ['Google Groups', googleGroupMembers(shown)],
    ['Slack', slackMembers(shown)],
    ['HR', germanLeavers(shown)],
  ])('in a file of %s it is the address', async (_, file) => {
    expect(await howFound(file)).toEqual(new Set(['email']));
  });

  it('is the name, where the address is hidden', async () => {
    expect(await howFound(germanLeavers(hidden))).toEqual(new Set(['name']));
  });
});

describe('a mail', () => {
  it('names each address once', async () => {
    const matched = await matchFiles([outlookMail(shown.concat(nadia, ines, soren))], site);
    const ids = matched.found.map(({ person }) => person.accountId);
    expect(new Set(ids)).toEqual(new Set(shown.map(({ accountId }) => accountId)));
    expect(ids).toHaveLength(shown.length);
    expect(matched.repeated.map(({ mention }) => mention.line)).toEqual([4, 4, 5]);
    expect(matched.omissions).toEqual([expect.objectContaining({ line: 3, why: 'unreadable' })]);
    expect(isAccountedFor(matched)).toBe(true);
  });
});

describe('filters', () => {
  const seen = (one: SamplePerson, lastSeen: string): SamplePerson => ({ ...one, lastSeen });
  const users = administrationUsers([
    seen(nadia, '12 Mar 2025'),
    seen(soren, 'Never accessed'),
    seen(cormac, '24 Nov 2026'),
    seen(yuki, '30 Aug 2026'),
    seen(ines, '31 Aug 2026'),
    seen(pawel, ''),
  ]);

  it('leave those who were not seen for 90 days, or never', async () => {
    expect(await readFiles([users], { filters: notSeenFor90Days })).toEqual([
      '2 found Nadia Ferreira',
      '3 found Søren Kjærgaard',
      '4 filtered',
      '5 found 星野 由紀',
      '6 filtered',
      '7 filtered',
    ]);
  });

  it('tell what stands in a column of dates', async () => {
    const column = await columnOf(await readSample(users), 'Last seen in Confluence - fjordbank');
    expect(column).toMatchObject({
      ...{ kind: 'date', counts: { dated: 4, never: 1, empty: 1, unreadable: 0 } },
    });
  });

  it('leave those of a status', async () => {
    const file = administrationUsers([nadia, { ...soren, status: 'Suspended' }, cormac, yuki]);
    const filters = async (source: ReadSource): Promise<RowFilter[]> => {
      const { kind, column } = await columnOf(source, 'User status');
      expect(kind).toBe('words');
      return [{ kind: 'words', column, values: ['Suspended'] }];
    };
    expect(await readFiles([file], { filters })).toEqual([
      '2 filtered',
      '3 found Søren Kjærgaard',
      '4 filtered',
      '5 filtered',
    ]);
  });

  it('leave those whose last day has come', async () => {
    const filters = async (source: ReadSource): Promise<RowFilter[]> => {
      const found = await columnOf(source, 'Austrittsdatum');
      if (found.kind !== 'date') throw new Error('It is no date.');
      const { column, order } = found;
      return [{ kind: 'date', column, order, when: { is: 'until', day: '2026-11-29' }, withEmpty: false }];
    };
    expect(await readFiles([germanLeavers([nadia, soren, cormac, ines])], { filters })).toEqual([
      '2 found Nadia Ferreira',
      '3 found Søren Kjærgaard',
      '4 filtered',
      '5 found Ines Duarte',
    ]);
  });
});

describe('a row for each membership', () => {
  const design = {
    ...{ id: '1d0b6f3e-57c2-4a98-8e41-b6f09c3d7a25', name: 'design' },
    people: [nadia, soren, marta],
  };
  const sales = { id: '8c47e2a9-3b10-4fd6-95e8-0a7d1c6b4f93', name: 'sales', people: [soren, marta, ines] };
  const groups = [design, sales];

  it.each([
    ['Atlassian Administration', administrationMemberships(groups)],
    ['the old export', legacyCloudExport(groups)],
  ])('of %s counts for one group alone, where that is wanted', async (_, file) => {
    const onlyGroup = { id: sales.id, name: sales.name };
    expect(await readFiles([file], { onlyGroup })).toEqual([
      '2 otherGroup',
      '3 otherGroup',
      '4 found Søren Kjærgaard',
      '5 otherGroup',
      '6 found Márta Ötvös',
      '7 found Ines Duarte',
    ]);
  });

  it.each([
    ['Atlassian Administration', administrationMemberships(groups)],
    ['the old export', legacyCloudExport(groups)],
  ])('of %s counts for each row’s own group', async (_, file) => {
    const matched = await matchFiles([file], site, { apart: true });
    expect(read(matched)).toEqual([
      '2 found Nadia Ferreira',
      '3 found Søren Kjærgaard',
      '4 found Søren Kjærgaard',
      '5 found Márta Ötvös',
      '6 found Márta Ötvös',
      '7 found Ines Duarte',
    ]);
    expect(matched.found.map(({ mention }) => mention.groupName)).toEqual([
      'design',
      'design',
      'sales',
      'design',
      'sales',
      'sales',
    ]);
    const { groups: listed } = await workOutFiles([file]);
    expect(listed.map(({ name, count }) => ({ name, count }))).toEqual([
      { name: 'design', count: 3 },
      { name: 'sales', count: 3 },
    ]);
  });

  it('of Okta counts by the name of the group: the id is Okta’s', async () => {
    const file = oktaGroupMembership([nadia, soren, ines]);
    const onlyGroup = { id: sales.id, name: 'Confluence contractors' };
    expect(await readFiles([file], { onlyGroup })).toEqual(found([nadia, soren, ines], 2));
    expect((await workOutFiles([file])).groups).toEqual([{ name: 'Confluence contractors', count: 3 }]);
  });

  it('names each person once, where their groups do not matter', async () => {
    expect(await readFiles([administrationMemberships(groups)])).toEqual([
      '2 found Nadia Ferreira',
      '3 found Søren Kjærgaard',
      '4 repeated Søren Kjærgaard',
      '5 found Márta Ötvös',
      '6 repeated Márta Ötvös',
      '7 found Ines Duarte',
    ]);
  });

  it('is none, where all groups of a person stand in one cell', async () => {
    const file = administrationGroupsInCells(groups);
    expect(await readFiles([file])).toEqual(found([nadia, soren, marta, ines], 2));
    // The group that is wanted is among those of some rows, and nothing says which row is about it.
    expect((await workOutFiles([file])).groups).toEqual([]);
  });
});

describe('columns', () => {
  const leavers = leaversAndManagers([
    [nadia, pawel],
    [soren, yuki],
    [cormac, pawel],
  ]);

  it('are left open where they name different people', async () => {
    const { columns } = await readSample(leavers);
    expect(columns?.proposal).toMatchObject({ roles: {}, open: [{ role: 'email', candidates: [0, 1] }] });
  });

  it('are read as the admin chose', async () => {
    expect(await readFiles([leavers], { columns: { email: 0 } })).toEqual(found([nadia, soren, cormac], 2));
  });

  it('of one manager are not taken for whom the list names', async () => {
    const file = leaversAndManagers([nadia, soren, cormac].map((one) => [one, pawel] as const));
    expect(await readFiles([file])).toEqual(found([nadia, soren, cormac], 2));
  });
});

describe('two files', () => {
  const export_ = administrationUsers(everybody);

  it('are joined: an address of one is found by what another says', async () => {
    const addresses = entraTemplate([nadia, ...hidden]);
    for (const files of [
      [addresses, export_],
      [export_, addresses],
    ]) {
      const matched = await matchFiles(files, site);
      expect(read(matched)).toEqual(found([nadia, ...hidden], 3));
      expect(matched.found.map(({ by }) => by)).toEqual(['email', 'otherFile', 'otherFile']);
    }
  });

  it('are not joined where Confluence shows another address', async () => {
    const moved = administrationUsers([{ ...soren, email: 'gone@fjordbank.example' }, nadia, ines]);
    const leavers = entraTemplate([{ ...soren, email: 'gone@fjordbank.example' }]);
    expect(await readFiles([leavers, moved])).toEqual(['3 noSuchEmail']);
  });

  it('are one list, where neither is for looking up', async () => {
    const matched = await matchFiles([entraTemplate([nadia, soren]), namesAlone([ines.name])], site);
    expect(matched.found.map(({ mention: { file, line } }) => [file, line])).toEqual([
      [0, 3],
      [0, 4],
      [1, 1],
    ]);
    expect(matched.lines).toBe(3);
  });
});

describe('a row that nobody is found for', () => {
  it('says by what it was looked for', async () => {
    const strangers = [
      person('5f1d0c80a9e24b006c8d71ff', 'Tove Nilsen', 'tove.nilsen'),
      { ...person('', 'Tove Nilsen', 'tove.nilsen') },
      { ...nadia, accountId: 'null' },
    ];
    expect(await readFiles([administrationUsers([...strangers, soren, ines, yuki])])).toEqual([
      '2 noSuchId',
      '3 noSuchEmail',
      '4 found Nadia Ferreira',
      ...found([soren, ines, yuki], 5),
    ]);
  });

  it('is not found by another’s address or name', async () => {
    const lookalike = { ...nadia, accountId: '', email: 'someone.else@fjordbank.example' };
    expect(await readFiles([administrationUsers([lookalike, soren, ines])])).toEqual([
      '2 noSuchEmail',
      ...found([soren, ines], 3),
    ]);
  });

  it('is the admin’s to decide, where id and address are of two people', async () => {
    const twisted = { ...nadia, email: soren.email };
    expect(await readFiles([administrationUsers([twisted, cormac, ines])])).toEqual([
      '2 twoPeople',
      ...found([cormac, ines], 3),
    ]);
  });
});
