import { describeColumns } from '../../../../static/admin-panel/src/lists/columns/describeColumns';
import { proposeColumns } from '../../../../static/admin-panel/src/lists/columns/proposeColumns';
import type { NameColumns } from '../../../../static/admin-panel/src/lists/columns/tableColumns';
import type { ListTable } from '../../../../static/admin-panel/src/lists/listContent';
import { ADA, BOB, CLEO, listTable, noPause } from '../support/listTable';

const propose = async (table: ListTable) =>
  proposeColumns(table, await describeColumns(table, noPause), noPause);

const ROLES = ['accountId', 'email', 'name', 'groupId', 'groupName', 'action', 'memberType'] as const;

const columnsIn = (columns: number | NameColumns): number[] => {
  if (typeof columns === 'number') return [columns];
  return 'full' in columns ? [columns.full] : [columns.first, columns.last];
};

/** What is proposed, with the columns by their names. */
async function named(...lines: readonly string[]): Promise<Record<string, string>> {
  const table = listTable(...lines);
  const { roles, open } = await propose(table);
  const titleOf = (column: number) => table.header[column] ?? '';
  return Object.fromEntries([
    ...ROLES.flatMap((role): [string, string][] => {
      const columns = roles[role];
      return columns === undefined ? [] : [[role, columnsIn(columns).map(titleOf).join(' + ')]];
    }),
    ...open.map(({ role, candidates }): [string, string] => [
      role,
      `${candidates.map(titleOf).join(' or ')}?`,
    ]),
  ]);
}

describe('exports', () => {
  it('of Atlassian Administration have id, name and email', async () => {
    expect(
      await named(
        'User id,User name,email,User status,Added to org,Org role,Confluence - site,Last seen in Confluence - site',
        `${ADA},Ada Lovelace,ada@example.com,Active,03 May 2021,Organization admin,User,12 Mar 2025`,
        `${BOB},Bob Dylan,bob@example.com,Suspended,04 May 2022,User,User,Never accessed`,
      ),
    ).toEqual({ accountId: 'User id', name: 'User name', email: 'email' });
  });

  it('of its memberships have a group too', async () => {
    expect(
      await named(
        'Group id,Group name,User id,User name,email,User status',
        `41b0b334-7e2b-460b-a270-105d83ca558f,design,${ADA},Ada Lovelace,ada@example.com,Active`,
        `afae61a7-bd25-4b68-8ebf-0d2c519710e8,all,${ADA},Ada Lovelace,ada@example.com,Active`,
      ),
    ).toEqual({
      ...{ groupId: 'Group id', groupName: 'Group name' },
      ...{ accountId: 'User id', name: 'User name', email: 'email' },
    });
  });

  it('of managed accounts have Atlassian’s id', async () => {
    expect(
      await named(
        'Name,Email,Atlassian ID,Status,Last active date [UTC],Verified email',
        `Ada Lovelace,ada@example.com,${ADA},Active,2026-11-20,Yes`,
        `Bob Dylan,,${BOB},Active,,Yes`,
      ),
    ).toEqual({ accountId: 'Atlassian ID', name: 'Name', email: 'Email' });
  });

  it('of the old Cloud have rows that are longer than the header', async () => {
    expect(
      await named(
        'group_name,username,full_name,email,active,last_login',
        'design,adalovel,Ada Lovelace,ada@example.com,Yes,14 Dec 2019 15:31:57,No',
        'all,adalovel,Ada Lovelace,ada@example.com,Yes,14 Dec 2019 15:31:57,No',
      ),
    ).toEqual({ groupName: 'group_name', name: 'full_name', email: 'email' });
  });

  it('of Entra have the address in the user principal name, and objects’ ids', async () => {
    expect(
      await named(
        'Object ID,User principal name,Display name,Member type',
        '70b7dcbf-d362-4488-bef6-e5367ded5b2d,ada@example.com,Ada Lovelace,User',
        'f59cabf9-bf84-41a6-8b92-f05e9655bfd3,bob_example.com#EXT#@tenant.onmicrosoft.com,Bob Dylan,User',
        'e065988c-1f2e-4014-841c-0c6e766560c6,,Contractors,Group',
      ),
    ).toEqual({ email: 'User principal name', name: 'Display name', memberType: 'Member type' });
  });

  it('of Okta have their own ids, and one address three times', async () => {
    const { roles, candidates } = await propose(
      listTable(
        'User Id,Login,First Name,Last Name,Primary Email,Email,Status',
        '00uNtEU7xvOdLMfxM1Yv,ada@example.com,Ada,Lovelace,ada@example.com,ada@example.com,ACTIVE',
        '00uSOmqFiQmA5eJyQ90i,bob@example.com,Bob,Dylan,bob@example.com,bob@example.com,SUSPENDED',
      ),
    );
    expect(roles).toEqual({ email: 4, name: { first: 2, last: 3 } });
    expect(candidates).toEqual({ accountId: [], email: [1, 4, 5], name: [] });
  });

  it.each<[string, Record<string, string>, ...string[]]>([
    [
      'of Google Groups',
      { email: 'Email address', name: 'Nickname' },
      'Email address,Nickname,Group status',
      'ada@example.com,"Lovelace, Ada",owner',
      'bob@example.com,"Dylan, Bob",member',
    ],
    [
      'of Google Admin',
      { email: 'Member Email', memberType: 'Member Type' },
      'Group Email [Required],Member Email,Member Type,Member Role',
      'team@example.com,ada@example.com,USER,MEMBER',
      'team@example.com,bob@example.com,USER,MEMBER',
    ],
    [
      'of Google Admin with one row',
      { email: 'Member Email', memberType: 'Member Type' },
      'Group Email [Required],Member Email,Member Type',
      'team@example.com,ada@example.com,USER',
    ],
    [
      'from HR',
      { email: 'E-Mail-Adresse (dienstlich)', name: 'Vorname + Nachname' },
      'Personalnr.,Nachname,Vorname,E-Mail-Adresse (dienstlich),Austrittsdatum',
      '10233,Lovelace,Ada,ada@example.com,28.11.2026',
      '10240,Dylan,Bob,bob@example.com,29.11.2026',
    ],
  ])('%s', async (_, roles, ...lines) => {
    expect(await named(...lines)).toEqual(roles);
  });

  it('of Okta’s groups and of Slack have names in full', async () => {
    expect(
      await named(
        'Group ID,Group Name,User ID,Okta Username,User Full Name,Okta User Status',
        '00g8fkq3mzVw2LxY75d7,contractors,00uNtEU7xvOdLMfxM1Yv,ada@example.com,Ada Lovelace,ACTIVE',
        '00g8fkq3mzVw2LxY75d7,contractors,00uSOmqFiQmA5eJyQ90i,bob@example.com,Bob Dylan,SUSPENDED',
      ),
    ).toEqual({
      ...{ email: 'Okta Username', name: 'User Full Name' },
      groupName: 'Group Name',
    });
    expect(
      await named(
        'username,email,status,userid,fullname,displayname',
        'ada,ada@example.com,Member,U001K7TQMZ,Ada Lovelace,Ada',
        'bob,bob@example.com,Admin,U002K7TQMZ,Bob Dylan,Bob',
      ),
    ).toEqual({ email: 'email', name: 'fullname' });
  });

  it('of this page are read again', async () => {
    expect(
      await named(
        'User id,User name,email,Action,Group id,Group,Outcome,Details',
        `${ADA},Ada Lovelace,ada@example.com,remove,41b0b334-7e2b-460b-a270-105d83ca558f,design,Removed,`,
        `${BOB},Bob Dylan,,add,41b0b334-7e2b-460b-a270-105d83ca558f,design,Failed,`,
      ),
    ).toEqual({
      ...{ accountId: 'User id', name: 'User name', email: 'email', action: 'Action' },
      ...{ groupId: 'Group id', groupName: 'Group' },
    });
    expect(
      await named(
        'User id,email,Action,Group id,Line,Text,Reason',
        ',ada@example.com,remove,41b0b334-7e2b-460b-a270-105d83ca558f,4,Ada,Not found',
        `${BOB},,remove,41b0b334-7e2b-460b-a270-105d83ca558f,9,Bob,Already out`,
      ),
    ).toEqual({ accountId: 'User id', email: 'email', action: 'Action', groupId: 'Group id' });
  });
});

describe('columns of addresses', () => {
  it('are left to the admin where nothing says which are meant', async () => {
    const rows = ['ada@example.com,m.first@example.com', 'bob@example.com,m.second@example.com'];
    expect(await named('Leaver,Manager', ...rows)).toEqual({ email: 'Leaver or Manager?' });
    expect(await named('Manager,Leaver', ...rows)).toEqual({ email: 'Manager or Leaver?' });
    expect(await named(',', ...rows)).toEqual({ email: ' or ?' });
    expect(await named('Leaver,Manager', rows[0] ?? '')).toEqual({ email: 'Leaver or Manager?' });
  });

  it('are not those of a manager where another is called after the person', async () => {
    const rows = ['ada@example.com,m.first@example.com', 'bob@example.com,m.second@example.com'];
    expect(await named('Email,Manager', ...rows)).toEqual({ email: 'Email' });
    expect(await named('Manager email,Mail', ...rows)).toEqual({ email: 'Mail' });
    expect(await named('E-Mail,E-Mail Vorgesetzter', ...rows)).toEqual({ email: 'E-Mail' });
    expect(await named('メールアドレス,上司メールアドレス', ...rows)).toEqual({ email: 'メールアドレス' });
    expect(await named('Email,Buddy’s pal', ...rows)).toEqual({ email: 'Email' });
  });

  it('are those of the person at work before their own', async () => {
    const rows = ['ada@example.com,countess@home.example', 'bob@example.com,zimmerman@home.example'];
    expect(await named('Email,Personal email', ...rows)).toEqual({ email: 'Email' });
    expect(await named('Email,Login', ...rows)).toEqual({ email: 'Email' });
    expect(await named('Email,Work email', ...rows)).toEqual({ email: 'Email or Work email?' });
  });

  it('give way to ones that vary', async () => {
    const rows = ['ada@example.com,one@example.com', 'bob@example.com,one@example.com'];
    expect(await named('Leaver,Anything', ...rows)).toEqual({ email: 'Leaver' });
    expect(await named('A,Email', ...rows)).toEqual({ email: 'A or Email?' });
    expect(await named('Contact,Manager', ...rows)).toEqual({ email: 'Contact' });
    const same = 'ada@example.com,one@example.com';
    expect(await named('Contact,Manager', same, same)).toEqual({ email: 'Contact' });
  });

  it('of somebody else alone are left to the admin, or not needed', async () => {
    expect(await named('Page,Owner', 'Home,ada@example.com', 'About,bob@example.com')).toEqual({
      email: 'Owner?',
    });
    expect(await named('Name,Manager', 'Ada Lovelace,m@example.com', 'Bob Dylan,n@example.com')).toEqual({
      name: 'Name',
    });
  });

  it('are the same in two domains', async () => {
    expect(
      await named('UPN,Mail', 'ada@tenant.example,ada@example.com', 'bob@tenant.example,bob@example.com'),
    ).toEqual({
      email: 'Mail',
    });
  });

  it('are the fuller ones of two with the same people', async () => {
    const rows = ['ada@example.com,ada@example.com', ',bob@example.com', ',cleo@example.com'];
    expect(await named('Email,Login', ...rows)).toEqual({ email: 'Login' });
  });

  it('do not matter where each row has an account id', async () => {
    const rows = [
      `${ADA},ada@example.com,m.first@example.com`,
      `${BOB},bob@example.com,m.second@example.com`,
    ];
    expect(await named('Id,A,B', ...rows)).toEqual({ accountId: 'Id' });
    expect(await named('Id,A,B', ...rows, ',cleo@example.com,m.third@example.com')).toEqual({
      ...{ accountId: 'Id', email: 'A or B?' },
    });
  });
});

describe('columns of account ids', () => {
  it('are told from what is called so and is none', async () => {
    expect(
      await named('User id,email', 'null,ada@example.com', 'none,bob@example.com', '10442,cleo@example.com'),
    ).toEqual({ email: 'email' });
    expect(await named('User id,email', `${ADA},`, '10442,bob@example.com', 'null,cleo@example.com')).toEqual(
      {
        ...{ accountId: 'User id', email: 'email' },
      },
    );
  });

  it('may be called as the addresses are, and the other way round', async () => {
    expect(await named('email,User id', `${ADA},ada@example.com`, `${BOB},bob@example.com`)).toEqual({
      ...{ accountId: 'email', email: 'User id' },
    });
  });

  it('are not those of who made a row', async () => {
    expect(await named('User id,Created by id', `${ADA},${CLEO}`, `${BOB},${ADA}`)).toEqual({
      accountId: 'User id',
    });
    expect(await named('A,B', `${ADA},${CLEO}`, `${BOB},${ADA}`)).toEqual({ accountId: 'A or B?' });
  });
});

describe('columns of names', () => {
  it.each([
    ['Vorname + Name', 'Name,Vorname', 'Lovelace,Ada', 'Dylan,Bob'],
    ['Name', 'Name,Vorname', 'Ada Lovelace,Ada', 'Bob Dylan,Bob'],
    ['Nombre + Apellidos', 'Nombre,Apellidos', 'Ada,Lovelace', 'Bob,Dylan'],
    ['Prénom + Nom', 'Nom,Prénom', 'Lovelace,Ada', 'Dylan,Bob'],
    ['Имя + Фамилия', 'Фамилия,Имя', 'Лавлейс,Ада', 'Дилан,Боб'],
    ['名 + 姓', '姓,名', '星野,由紀', '中島,健一'],
    ['full_name', 'username,full_name', 'adalovel,Ada Lovelace', 'bobdylan,Bob Dylan'],
    ['Display name', 'Display name,Manager name', 'Ada Lovelace,Cleo Ann', 'Bob Dylan,Dan Brown'],
  ])('are %s', async (name, ...lines) => {
    expect(await named(...lines)).toEqual({ name });
  });

  it('may be chosen where they are called otherwise', async () => {
    const { roles, open, candidates } = await propose(
      listTable('Artist,Price,Remark', 'Ada Lovelace,12.50,sold', 'Bob Dylan,3.20,for two more'),
    );
    expect({ roles, open }).toEqual({ roles: {}, open: [] });
    expect(candidates.name).toEqual([0]);
  });

  it('are left to the admin where they differ and are all there is', async () => {
    const rows = ['Ada Lovelace,Cleo Ann', 'Bob Dylan,Dan Brown'];
    expect(await named('Name,Full name', ...rows)).toEqual({ name: 'Name or Full name?' });
  });
});

describe('other columns', () => {
  it('say what is to be done where they say nothing else', async () => {
    const rows = ['ada@example.com,Add,Add', 'bob@example.com,REMOVE,entfernen'];
    expect(await named('Email,What,Action', ...rows)).toEqual({ email: 'Email', action: 'What' });
  });

  it('are no groups where they hold addresses or dates', async () => {
    const rows = ['ada@example.com,team@example.com', 'bob@example.com,other@example.com'];
    expect(await named('Email,Group', ...rows)).toEqual({ email: 'Email' });
  });

  it('are no groups where a cell has several', async () => {
    const [design, sales] = ['41b0b334-7e2b-460b-a270-105d83ca558f', 'afae61a7-bd25-4b68-8ebf-0d2c519710e8'];
    const one = ['a@example.com', design, 'design'].join();
    expect(
      await named('Email,Group id,Group', one, `b@example.com,"${design}, ${sales}","design, sales"`),
    ).toEqual({
      email: 'Email',
    });
    expect(
      await named('Email,Group', 'a@example.com,one', 'b@example.com,one; two', 'c@example.com,two'),
    ).toEqual({
      email: 'Email',
    });
    expect(
      await named(
        'Email,Group',
        ...['Sales; EMEA', 'Sales; EMEA', 'IT'].map((name, n) => `p${n}@example.com,${name}`),
      ),
    ).toEqual({ email: 'Email', groupName: 'Group' });
  });

  it('are types of members only where all cells are', async () => {
    expect(await named('Email,Type', 'ada@example.com,User', 'bob@example.com,Contractor')).toEqual({
      email: 'Email',
    });
    expect(await named('Email,Anything', 'ada@example.com,User', ',Group')).toEqual({
      ...{ email: 'Email', memberType: 'Anything' },
    });
  });

  it('are none of a table that names nobody', async () => {
    const { roles, candidates } = await propose(listTable('Article,Price', 'x12,12.50', 'y13,13.20'));
    expect(roles).toEqual({});
    expect(candidates).toEqual({ accountId: [], email: [], name: [] });
  });

  it('are none of an empty table', async () => {
    expect(await named('User id,email')).toEqual({});
  });
});
