import {
  confirmRemoval,
  groupIds,
  hold,
  loaded,
  pointsOf,
  removalDialog,
  removePerson,
  rowOf,
  scrollToRow,
  Stage,
} from './support/page';

const file = Stage.forFile();

/** Somebody else takes a person out of design-team. */
async function leave(accountId: string): Promise<void> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/userByGroupId?groupId=${groupIds.designTeam}&accountId=${accountId}`,
    { method: 'DELETE', headers: { authorization: 'Bearer site-admin' } },
  );
  expect(response.status).toBe(204);
}

it('shows who is in the group: names in any script, and what sets people apart', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  await app.getByText('24 members').waitFor();
  const lozenges = async (name: string) => rowOf(app, name).getByRole('cell').nth(1).innerText();
  expect(await lozenges('Sasha Whitfield')).toBe('You');
  expect(await lozenges('Dana Okonkwo')).toBe('Deactivated');
  expect(await lozenges('Robin Castellanos')).toBe('Guest');
  expect(await lozenges('Design Digest')).toBe('App');
  for (const name of ['ליאור בן־דוד', 'فاطمة الزهراء', '欧阳静怡', 'अनन्या शर्मा', 'Łukasz Żółć']) {
    expect(await rowOf(app, name).count()).toBe(1);
  }
  expect(await rowOf(app, 'Zoë Ångström-Çelik').innerText()).toContain('5c3a1f9be0d7426a91b8c024');
});

it('shows markup in a name as the name it is', async () => {
  const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
  let scripts = 0;
  page.on('dialog', () => (scripts += 1));
  const name = '<img src=x onerror=alert(1)> <b>Bold</b>';
  await app.getByRole('rowheader', { name, exact: true }).waitFor();
  await app.getByRole('button', { name: `Remove ${name}` }).click();
  await app.getByRole('dialog', { name: `Remove ${name} from design-team?` }).waitFor();
  expect(await app.locator('table b, table img[src="x"], dialog b').count()).toBe(0);
  expect(scripts).toBe(0);
});

it('says that an email is hidden', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await rowOf(app, '欧阳静怡').getByText('Hidden').waitFor();
});

it.each([1280, 375, 320])('keeps a name of 255 characters within %i px', async (width) => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam, viewport: { width, height: 800 } });
  await app.getByRole('table').waitFor();
  const [content, visible] = await app
    .locator('html')
    .evaluate((html) => [html.scrollWidth, html.clientWidth] as const);
  expect(content).toBeLessThanOrEqual(visible);
});

it.each([
  [1280, 800],
  [640, 400], // 200 % zoom halves the CSS pixels of a window of 1280 × 800.
  [375, 667],
  [320, 568],
])('asks about the longest name within %i × %i px, and confirms', async (width, height) => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam, viewport: { width, height } });
  const name = (await app.getByRole('rowheader', { name: /^Wolfe/ }).innerText()).trim();
  expect(name).toHaveLength(255);
  await app.getByRole('button', { name: `Remove ${name}` }).click();
  const box = await (
    await removalDialog(app)
  ).evaluate((dialog) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return { left, top, right: window.innerWidth - right, bottom: window.innerHeight - bottom };
  });
  expect(Math.min(box.left, box.top, box.right, box.bottom)).toBeGreaterThanOrEqual(0);
  await confirmRemoval(app);
  await app.getByText('23 members').waitFor();
});

it('shows 50 of a larger group at 101 points, and the next page when one scrolls near it', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await app.getByText('240 members').waitFor();
  await loaded(app, 50);
  const pages = () => file.stage.requestsFor('membersByGroupId');
  expect(pages().map(({ points }) => points)).toEqual([101]);
  await scrollToRow(app, 40);
  await loaded(app, 100);
  expect(pages()[1]?.path).toContain('shouldReturnTotalSize=false');
  // Two people more, who show that the pages join up.
  expect(pages()[1]?.path).toContain('start=48&limit=52');
});

it('costs at most 110 points to look at a group of any size', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await app.getByText('1,000 members').waitFor();
  await app.getByText('You', { exact: true }).waitFor();
  expect(pointsOf(file.stage.requests)).toBeLessThanOrEqual(110);
});

it('asks for the right next page after people were removed from the one before', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await loaded(app, 50);
  const names = (await app.getByRole('rowheader').allInnerTexts()).slice(0, 2);
  for (const name of names) {
    await app
      .getByRole('button', { name: `Remove ${name}`, exact: true })
      .first()
      .click();
    await confirmRemoval(app);
    await app.getByText(`Removed ${name} from contractors.`).waitFor();
  }
  await app.getByText('238 members').waitFor();
  await scrollToRow(app, 40);
  await app.getByRole('button', { name: 'Export 98 loaded' }).waitFor();
  expect(file.stage.requestsFor('membersByGroupId').at(-1)?.path).toContain('start=46&limit=52');
});

it.each(['a page that is scrolled to', 'a reload'])(
  'does not bring a removed person back with %s that was under way',
  async (read) => {
    const { page, app } = await file.stage.visit({ group: groupIds.contractors });
    await loaded(app, 50);
    const name = await app.getByRole('rowheader').nth(3).innerText();
    const { held, release } = await hold(page, 'listMembers');
    if (read === 'a reload') {
      await app.getByRole('button', { name: 'Reload' }).click();
      await held;
    } else {
      await scrollToRow(app, 45);
      await held;
      await scrollToRow(app, 0);
    }
    await removePerson(app, name);
    await app.getByText(`Removed ${name} from contractors.`).waitFor();
    release();
    await app.getByText('239 members').waitFor();
    await app.getByRole('button', { name: /^Export (49|50|99) loaded/ }).waitFor();
    expect(await app.getByRole('rowheader', { name, exact: true }).count()).toBe(0);
  },
);

it('keeps the keyboard near where it was when a button has done its work', async () => {
  file.stage.fault({ path: 'membersByGroupId', status: 500, times: 1 });
  const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
  // The message's own code comes later than its words, and brings its own button.
  await app.getByRole('heading', { name: 'Confluence had a problem' }).waitFor();
  await app.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await app.getByRole('table').waitFor();
  await page.keyboard.press('Tab');
  expect(await app.locator(':focus').innerText()).toBe('Reload');
});

it('says when nobody is in the group', async () => {
  const { app } = await file.stage.visit({ group: groupIds.emptyGroup });
  await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
  await app.getByText('0 members').waitFor();
});

it('shows the table’s outline while the members are on the way', async () => {
  const { page, app } = await file.stage.visit();
  const { release } = await hold(page, 'listMembers');
  await app.getByRole('combobox', { name: 'Group' }).fill('design');
  await app.getByRole('option', { name: 'design-team' }).click();
  const outline = app.getByText('Loading members…');
  await outline.waitFor();
  const yOfOutline = await outline.evaluate(
    (words) => words.parentElement?.querySelector('[data-row]')?.getBoundingClientRect().y ?? 0,
  );
  release();
  await app.getByRole('table').waitFor();
  const yOfRow = await rowOf(app, 'Sasha Whitfield').evaluate((row) => row.getBoundingClientRect().y);
  expect(Math.abs(yOfRow - yOfOutline)).toBeLessThan(16);
  await app.getByRole('status').getByText('Members loaded.').waitFor({ state: 'attached' });
});

it('keeps what is loaded when the next page fails, and tries again', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await loaded(app, 50);
  file.stage.fault({ path: 'membersByGroupId', status: 500, times: 1 });
  await scrollToRow(app, 45);
  await app.getByRole('alert').getByText('Confluence had a problem').waitFor();
  await loaded(app, 50);
  await app.getByRole('button', { name: 'Try again' }).click();
  await loaded(app, 100);
  await app.getByRole('alert').getByText('Confluence had a problem').waitFor({ state: 'detached' });
});

it('reloads the list', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByText('24 members').waitFor();
  await leave('5c3a1f9be0d7426a91b8c024');
  await app.getByRole('button', { name: 'Reload' }).click();
  await app.getByText('23 members').waitFor();
  expect(await rowOf(app, 'Zoë Ångström-Çelik').count()).toBe(0);
});

it('drops from what is chosen who is gone after a reload', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByText('24 people selected').waitFor();
  await leave('5c3a1f9be0d7426a91b8c024');
  await app.getByRole('button', { name: 'Reload' }).click();
  await app.getByText('23 people selected').waitFor();
});

it('keeps the list when a reload fails, and says so above it', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByText('24 members').waitFor();
  file.stage.fault({ path: 'membersByGroupId', status: 503, times: 1 });
  await app.getByRole('button', { name: 'Reload' }).click();
  await app.getByRole('alert').getByText('Confluence had a problem').waitFor();
  expect(await app.getByRole('rowheader').count()).toBe(24);
  await app.getByRole('button', { name: 'Try again' }).click();
  await app.getByText('Confluence had a problem').waitFor({ state: 'detached' });
});

it('keeps the list, what is chosen and what is searched for when a reload does not bring the group’s name', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByRole('checkbox', { name: 'Select Dana Okonkwo' }).check();
  await app.getByRole('searchbox', { name: 'Find a person' }).fill('dana');
  file.stage.fault({ path: 'by-id', status: 503, times: 1 });
  await app.getByRole('button', { name: 'Reload' }).click();
  await app.getByRole('alert').getByText('Confluence had a problem').waitFor();
  await app.getByText('1 person selected').waitFor();
  expect(await app.getByRole('searchbox', { name: 'Find a person' }).inputValue()).toBe('dana');
  await app.getByRole('button', { name: 'Try again' }).click();
  await app.getByText('Confluence had a problem').waitFor({ state: 'detached' });
  expect(await app.getByRole('checkbox', { name: 'Select Dana Okonkwo' }).isChecked()).toBe(true);
});

it('shows nothing of a group that is found to be gone at a reload', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByText('24 members').waitFor();
  file.stage.fault({ path: 'by-id', status: 404 });
  await app.getByRole('button', { name: 'Reload' }).click();
  await app.getByRole('alert').getByText('This group no longer exists').waitFor();
  await app.getByRole('table').waitFor({ state: 'detached' });
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
  expect(
    await offline.evaluate((words) => {
      const status = words.closest('[role="status"]');
      const parts = [...(status?.querySelectorAll('*') ?? [])];
      return parts.some((part) => getComputedStyle(part).backgroundColor !== 'rgba(0, 0, 0, 0)');
    }),
  ).toBe(true);
  await app.getByRole('button', { name: 'Remove Ib', exact: true }).click();
  const confirm = app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
  expect(await confirm.isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await app.getByText('You are offline', { exact: true }).waitFor({ state: 'detached' });
  await confirm.click();
  await app.getByText('Removed Ib from design-team.').waitFor();
});

describe('what an admin reads when the list does not come', () => {
  it.each([
    [{ status: 401 }, 'Your session ended', 'Reload the page to sign in again.'],
    [
      { status: 401, body: 'scope does not match' },
      'This app needs an update',
      'Ask a site admin to update Group Members',
    ],
    [{ status: 403 }, 'You can’t see this', 'Ask a site admin for access to Confluence.'],
    [
      { status: 429, headers: { 'ratelimit-reason': 'confluence-burst-based' } },
      'Too many requests at once',
      'Try again in a minute.',
    ],
    [
      { status: 429, headers: { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '600' } },
      'The hourly limit is used up',
      /Try again at \d/,
    ],
    [{ status: 500, body: '<html>Oops</html>' }, 'Confluence had a problem', 'Try again in a moment.'],
    [{ status: 503, headers: { 'retry-after': '600' } }, 'Confluence had a problem', /Try again at \d/],
    [
      { status: 200, body: '<html>Log in</html>' },
      'Confluence sent an unexpected answer',
      'Try again in a moment.',
    ],
    [{ drop: 'before' }, 'Confluence did not answer', 'Try again in a moment.'],
  ])('%j', async (fault, title, next) => {
    file.stage.fault({ ...fault, path: 'membersByGroupId' });
    const { app } = await file.stage.visit({ group: groupIds.designTeam });
    const alert = app.getByRole('alert');
    await alert.getByText(title, { exact: true }).waitFor();
    await alert.getByText(next).waitFor();
    if ('status' in fault) {
      await alert.getByText('Response details').click();
      await alert.getByText(`Status code: ${fault.status}`).waitFor();
      await alert.getByText(/Trace ID: [0-9a-f]{32}/).waitFor();
    }
  });

  it('404: the group is gone', async () => {
    const { app } = await file.stage.visit({ group: 'deleted-group' });
    await app.getByRole('alert').getByText('This group no longer exists').waitFor();
    await app.getByText('Pick another group.').waitFor();
  });

  it('and tries again when told to', async () => {
    file.stage.fault({ path: 'membersByGroupId', status: 500, times: 1 });
    const { app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('button', { name: 'Try again' }).click();
    await app.getByRole('table').waitFor();
  });
});

it('asks for consent in place of the app, then shows what was asked for', async () => {
  const { page, app } = await file.stage.visit({ as: 'new-admin', group: groupIds.designTeam });
  await page.getByRole('button', { name: 'Allow access' }).click();
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
});
