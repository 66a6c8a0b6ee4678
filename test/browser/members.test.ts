import {
  groupIds,
  loaded,
  planButton,
  pointsOf,
  readWhole,
  removalDialog,
  removePerson,
  rowOf,
  scrollToRow,
  selectFirst,
  Stage,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile();

it('shows who is in a group: names in any script or of markup, and what sets people apart', async () => {
  const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
  let scripts = 0;
  page.on('dialog', () => (scripts += 1));
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  await app.getByText('24 members', { exact: true }).waitFor();
  const statusesOf = (name: string) => rowOf(app, name).getByRole('cell').nth(1).innerText();
  expect(await statusesOf('Sasha Whitfield')).toBe('You');
  expect(await statusesOf('Dana Okonkwo')).toBe('No Confluence access');
  expect(await statusesOf('Robin Castellanos')).toBe('Guest');
  expect(await statusesOf('Design Digest')).toBe('App');
  for (const name of ['ליאור בן־דוד', 'فاطمة الزهراء', 'अनन्या शर्मा', 'Łukasz Żółć']) {
    expect(await rowOf(app, name).count()).toBe(1);
  }
  // The account id where the address is hidden.
  const { accountId } = await memberCalled('欧阳静怡');
  await rowOf(app, '欧阳静怡').getByText(accountId, { exact: true }).waitFor();
  const markup = '<img src=x onerror=alert(1)> <b>Bold</b>';
  await app.getByRole('button', { name: `Remove ${markup}` }).click();
  await app.getByRole('dialog', { name: `Remove ${markup} from design-team?` }).waitFor();
  expect(await app.locator('table b, table img[src="x"], dialog b').count()).toBe(0);
  expect(scripts).toBe(0);
});

/** A member of design-team, as another client is told. */
async function memberCalled(name: string): Promise<{ accountId: string }> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/${groupIds.designTeam}/membersByGroupId`,
    { headers: { authorization: 'Bearer site-admin' } },
  );
  const { results } = (await response.json()) as { results: { accountId: string; displayName: string }[] };
  const member = results.find(({ displayName }) => displayName === name);
  if (!member) throw new Error(`${name} is not in design-team.`);
  return member;
}

it('is complete without a click in a group of 240, all of whom one click selects', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await readWhole(app, 240);
  await app.getByText('240 members', { exact: true }).waitFor();
  expect(await app.getByRole('table').getAttribute('aria-rowcount')).toBe('241');
  expect(await app.getByRole('button', { name: /^Load/ }).count()).toBe(0);
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByText('240 selected', { exact: true }).waitFor();
  // Two people more, who show that the pages join up.
  const asked = file.stage.requestsFor('membersByGroupId').map(({ path }) => path.split('?')[1] ?? '');
  expect(asked).toEqual([
    expect.stringContaining('start=0&limit=50') as string,
    expect.stringContaining('start=48&limit=200') as string,
  ]);
});

it.each(['designTeam', 'allStaff'] as const)(
  'costs no points, and two requests, to see the first of %s',
  async (name) => {
    // What is not needed for the first view is asked for once that is there.
    const later = /start=48|accessType|user\/current/;
    const { held } = file.stage.holdReads(later);
    const { app } = await file.stage.visit({ group: groupIds[name] });
    await app.getByRole('rowheader').first().waitFor();
    await held;
    const first = file.stage.requests.filter(({ path }) => !later.test(path));
    expect(first.map(({ via, path }) => [via, path.split('?')[0]?.split('/').at(-1)]).sort()).toEqual([
      ['bridge', 'by-id'],
      ['bridge', 'membersByGroupId'],
    ]);
    expect(pointsOf(file.stage.requests)).toBe(0);
  },
);

it('shows 50 of a large group, and the next page when one scrolls near it', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await app.getByText('3,000 members', { exact: true }).waitFor();
  await loaded(app, 50);
  // Two who leave are not passed over in what comes next.
  for (const name of ['Zoë Ångström-Çelik', 'José Ñáñez Íñiguez']) {
    await removePerson(app, name);
    await app.getByText(`Removed ${name} from all-staff.`).waitFor();
  }
  await app.getByText('2,998 members', { exact: true }).waitFor();
  await scrollToRow(app, 40);
  await loaded(app, 98);
  const next = file.stage.requestsFor('membersByGroupId').at(-1);
  expect(next?.path).toContain('shouldReturnTotalSize=false');
  // Two people more, who show that the pages join up.
  expect(next?.path).toContain('start=46&limit=52');
});

it('does not bring a removed person back with a page that was on the way', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await loaded(app, 50);
  const name = await app.locator('[data-index="3"]').getByRole('rowheader').innerText();
  const { held, release } = file.stage.holdReads(/membersByGroupId/);
  await scrollToRow(app, 45);
  await held;
  await scrollToRow(app, 0);
  await removePerson(app, name);
  await app.getByText(`Removed ${name} from all-staff.`).waitFor();
  release();
  await app.getByText('2,999 members', { exact: true }).waitFor();
  await loaded(app, 99);
  expect(await app.getByRole('rowheader', { name, exact: true }).count()).toBe(0);
});

it('keeps what is shown when the next page fails, and tries again', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await loaded(app, 50);
  file.stage.fault({ path: 'membersByGroupId', status: 500, times: 1 });
  await scrollToRow(app, 45);
  await app.getByRole('alert').getByText('Confluence had a problem').waitFor();
  await loaded(app, 50);
  await app.getByRole('button', { name: 'Try again' }).click();
  await loaded(app, 100);
  await app.getByText('Confluence had a problem').waitFor({ state: 'detached' });
});

it('says why the list did not come, and keeps the keyboard where it was once it has', async () => {
  file.stage.fault({ path: 'membersByGroupId', status: 500, body: '<html>Oops</html>', times: 1 });
  const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
  const alert = app.getByRole('alert');
  // The message's own code comes later than its words, and brings its own button.
  await alert.getByRole('heading', { name: 'Confluence had a problem' }).waitFor();
  await alert.getByRole('img').waitFor();
  await alert.getByText('Response details').click();
  await alert.getByText('Status code: 500').waitFor();
  await alert.getByText(/Trace ID: [0-9a-f]{32}/).waitFor();
  await alert.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await app.getByRole('table').waitFor();
  await page.keyboard.press('Tab');
  // What comes first in what took its place.
  expect(await app.locator(':focus').getAttribute('role')).toBe('combobox');
});

it('says so while the browser is offline, and goes on by itself', async () => {
  const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
  await removalDialog(app); // Its code has to be there before the network is gone.
  await page.keyboard.press('Escape');
  file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(true);
  const offline = app.getByText('You are offline', { exact: true });
  await offline.waitFor();
  await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
  const confirm = app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
  expect(await confirm.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await offline.waitFor({ state: 'detached' });
  await confirm.click();
  await app.getByText('Removed Ib from design-team.').waitFor();
});

it('asks for consent in place of the app at the first read, then shows what was asked for', async () => {
  const { page, app } = await file.stage.visit({ as: 'new-admin', group: groupIds.designTeam });
  const invocations: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/sandbox/invoke')) invocations.push(request.postData() ?? '');
  });
  await page.getByRole('button', { name: 'Allow access' }).waitFor();
  expect(invocations).toEqual([]);
  expect(file.stage.requests).toEqual([]);
  await page.getByRole('button', { name: 'Allow access' }).click();
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  await app.getByText('24 members', { exact: true }).waitFor();
  expect(new Set(file.stage.requestsFor('/group').map(({ via }) => via))).toEqual(new Set(['bridge']));
});

it('says nothing technical of a group that is read whole, in a list and in a plan either', async () => {
  const { page, app } = await file.stage.visit({ group: groupIds.contractors });
  await readWhole(app, 240);
  await expectPlainWords(app);
  await app.getByRole('button', { name: 'From a list' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByRole('textbox').fill('5c3a1f9be0d7426a91b8c024\nnobody@example.com\nnonsense!');
  await dialog.getByRole('button', { name: 'Review 1 person' }).waitFor();
  await expectPlainWords(app);
  await page.keyboard.press('Escape');
  await selectFirst(app, 240);
  await app.getByRole('button', { name: 'Remove selected (240)' }).click();
  await planButton(app).waitFor();
  await expectPlainWords(app);
});

/** No words that a group too large to be read whole has. */
async function expectPlainWords(app: FrameLocator): Promise<void> {
  const lines = (await app.locator('body').innerText()).split('\n');
  expect(lines.filter((line) => /\b(?:un)?loaded\b|\bpoints?\b|\brequests?\b/i.test(line))).toEqual([]);
}
