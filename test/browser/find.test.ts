import { ROWAN } from './support/history';
import {
  confirmRemoval,
  groupIds,
  loaded,
  pointsOf,
  readWhole,
  removePerson,
  rowOf,
  Stage,
  typeAtOnce,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile({ scale: 50_000 });

const searchbox = (app: FrameLocator) => app.getByRole('searchbox', { name: 'Find a person' });

interface Sought {
  displayName: string;
  email: string;
  accountId: string;
}

/** Somebody near the end of the group, whom the first page does not have, with a name that few share. */
let farAway: Sought;
beforeAll(async () => {
  const path = `group/${groupIds.allStaff}/membersByGroupId?start=49900&limit=100`;
  const { results } = (await read(path)) as { results: Sought[] };
  for (const person of results.filter(({ email }) => email !== '')) {
    const cql = encodeURIComponent(`user.fullname ~ "${person.displayName}"`);
    const { totalSize } = (await read(`search/user?cql=${cql}&limit=1`)) as { totalSize: number };
    if (totalSize <= 3 && /^[A-Za-z. ]+$/.test(person.displayName)) farAway = person;
  }
  file.stage.sandbox.confluence.requestLog.clear();
});

/** As another client than the app. */
async function read(path: string): Promise<unknown> {
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/${path}`, {
    headers: { authorization: 'Bearer site-admin' },
  });
  return response.json();
}

it('filters a group at once, and asks the directory as well: Confluence does not list everyone', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  const { held, release } = file.stage.holdReads(/search\/user/);
  await searchbox(app).fill('angstrom');
  await app.getByText('1 member matches. Searching the directory…').waitFor();
  expect(await app.getByRole('rowheader').allInnerTexts()).toEqual(['Zoë Ångström-Çelik']);
  await held;
  release();
  await app.getByText('1 member matches. Nobody else was found in the directory.').waitFor();
  await searchbox(app).fill('xqzzt');
  await app.getByText('No member matches “xqzzt”. Nobody else was found in the directory.').waitFor();
  expect(await app.getByRole('table').count()).toBe(0);
  await searchbox(app).fill('');
  await rowOf(app, 'Sasha Whitfield').waitFor();
});

it.each(['email', 'accountId', 'displayName'] as const)(
  'finds a person in 50,000 by %s, for no points, and removes them, for at most 8 of the function',
  async (field) => {
    const person = farAway;
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await typeAtOnce(searchbox(app), person[field]);
    // Some have their name too.
    const row = rowOf(app, person.displayName).filter({ hasText: person.email });
    await row.waitFor();
    expect(pointsOf(file.stage.requests)).toBe(0);
    await row.getByRole('button', { name: `Remove ${person.displayName}` }).click();
    await confirmRemoval(app);
    await app.getByText(`Removed ${person.displayName} from all-staff.`).waitFor();
    await app.getByText('49,999 members').waitFor();
    expect(file.stage.deletedIds).toEqual([person.accountId]);
    expect(pointsOf(file.stage.requests)).toBeLessThanOrEqual(8);
  },
);

it('takes for a name what is typed, whatever it means in a query', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await readWhole(app, 240);
  for (const query of ['"\\ x', '*" OR user.fullname ~ "', "O'Neil AND (x) [y] {z}", '<b>北</b>']) {
    await searchbox(app).fill(query);
    await app
      .getByRole('status')
      .filter({ hasText: `No member matches “${query}”.` })
      .filter({ hasNotText: 'Searching the directory…' })
      .waitFor();
  }
  expect(file.stage.requestsFor('search/user').length).toBeGreaterThanOrEqual(4);
  expect(file.stage.requests.filter(({ status }) => status >= 400)).toEqual([]);
});

it('lets the last question win', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await readWhole(app, 240);
  const { held, release } = file.stage.holdReads(/search\/user/);
  await searchbox(app).fill('Robin Castellanos');
  await held;
  await searchbox(app).fill('Dana Okonkwo');
  release();
  await app.getByRole('list', { name: 'Found in the directory' }).getByText('Dana Okonkwo').waitFor();
  expect(await app.getByText('Robin Castellanos').count()).toBe(0);
});

it('finds a member who is suspended, so that Confluence counts and does not list them', async () => {
  const { app } = await file.stage.visit({ group: groupIds.deptSales });
  await app.getByText('1 more is counted but not shown: Confluence does not list everyone').waitFor();
  await app.getByText('32 members', { exact: true }).waitFor();
  expect(await rowOf(app, ROWAN.name).count()).toBe(0);
  await searchbox(app).fill(ROWAN.name);
  await rowOf(app, ROWAN.name).waitFor();
  expect(await app.getByText('Not in this group').count()).toBe(0);
  await removePerson(app, ROWAN.name);
  await app.getByText(`Removed ${ROWAN.name} from dept-sales.`).waitFor();
  expect(file.stage.deletedIds).toEqual([ROWAN.id]);
});
