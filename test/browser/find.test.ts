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

it('finds a person in 50,000 by email, account ID and name, for no points, and removes them, for at most 8 of the function', async () => {
  const { displayName, email, accountId } = farAway;
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await loaded(app, 50);
  // Some have their name too.
  const row = rowOf(app, displayName).filter({ hasText: email });
  for (const words of [email, accountId, displayName]) {
    await searchbox(app).fill('');
    await row.waitFor({ state: 'detached' });
    await typeAtOnce(searchbox(app), words);
    await row.waitFor();
  }
  expect(pointsOf(file.stage.requests)).toBe(0);
  await row.getByRole('button', { name: `Remove ${displayName}` }).click();
  await confirmRemoval(app);
  await app.getByText(`Removed ${displayName} from all-staff.`).waitFor();
  await app.getByText('49,999 members').waitFor();
  expect(file.stage.deletedIds).toEqual([accountId]);
  expect(pointsOf(file.stage.requests)).toBeLessThanOrEqual(8);
});

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
