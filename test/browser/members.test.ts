import {
  confirmRemoval,
  groupIds,
  hold,
  loaded,
  pointsOf,
  readWhole,
  removalDialog,
  removePerson,
  rowOf,
  scrollToRow,
  Stage,
  type FrameLocator,
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
  expect(await lozenges('Dana Okonkwo')).toBe('No Confluence access');
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

it('is complete without a click in a group of 240, all of whom can be selected', async () => {
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await readWhole(app, 240);
  await app.getByText('240 members', { exact: true }).waitFor();
  expect(await app.getByRole('table').getAttribute('aria-rowcount')).toBe('241');
  expect(await app.getByRole('button', { name: /^Load/ }).count()).toBe(0);
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByText('240 people selected', { exact: true }).waitFor();
  // Two people more, who show that the pages join up.
  const asked = file.stage.requestsFor('membersByGroupId').map(({ path }) => path.split('?')[1] ?? '');
  expect(asked).toEqual([
    expect.stringContaining('start=0&limit=50') as string,
    expect.stringContaining('start=48&limit=200') as string,
  ]);
});

it('offers no file of a group before all of it is there', async () => {
  const { release } = file.stage.holdReads(/start=48/);
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  const button = app.getByRole('button', { name: 'Export all 240', exact: true });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  release();
  await readWhole(app, 240);
});

it('says why the rest of a group did not come, and reads it when asked', async () => {
  file.stage.fault({ path: 'start=48', status: 503 });
  const { app } = await file.stage.visit({ group: groupIds.contractors });
  await app.getByRole('alert').getByText('Confluence had a problem').waitFor();
  // Said once, with one way to go on.
  await app.getByText('50 of 240 members are shown.').waitFor();
  await app.getByRole('button', { name: 'Export 50 shown' }).waitFor();
  expect(await app.getByRole('button', { name: /^Load/ }).count()).toBe(0);
  file.stage.fault();
  await app.getByRole('button', { name: 'Try again' }).click();
  await readWhole(app, 240);
});

it('shows 50 of a large group, and the next page when one scrolls near it', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await app.getByText('3,000 members', { exact: true }).waitFor();
  await app.getByText('50 of 3,000 members are shown.').waitFor();
  await loaded(app, 50);
  await scrollToRow(app, 40);
  await loaded(app, 100);
  await app.getByText('100 of 3,000 members are shown.').waitFor();
  const [, next] = file.stage.requestsFor('membersByGroupId');
  expect(next?.path).toContain('shouldReturnTotalSize=false');
  // Two people more, who show that the pages join up.
  expect(next?.path).toContain('start=48&limit=52');
});

it.each(['designTeam', 'contractors', 'allStaff'] as const)(
  'costs no points, and two requests, to see the first of %s',
  async (name) => {
    const { page, app } = await file.stage.visit();
    await app.getByRole('heading', { name: 'Pick a group' }).waitFor();
    file.stage.sandbox.confluence.requestLog.clear();
    const { release } = file.stage.holdReads(/start=48/);
    const { held } = await hold(page, 'listUnfinishedRuns');
    await page.goto(`${file.stage.sandbox.url}/?as=site-admin&group=${groupIds[name]}`);
    await app.getByText('You', { exact: true }).or(app.getByRole('rowheader')).first().waitFor();
    await held;
    const first = file.stage.requests.filter(({ path }) => !path.includes('start=48'));
    expect(first.map(({ via, path }) => [via, path.split('?')[0]?.split('/').at(-1)]).sort()).toEqual([
      ['bridge', 'by-id'],
      ['bridge', 'membersByGroupId'],
    ]);
    expect(pointsOf(file.stage.requests)).toBe(0);
    release();
  },
);

it('asks for the right next page after people were removed from the one before', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await loaded(app, 50);
  for (const name of ['Zoë Ångström-Çelik', 'José Ñáñez Íñiguez']) {
    await removePerson(app, name);
    await app.getByText(`Removed ${name} from all-staff.`).waitFor();
  }
  await app.getByText('2,998 members', { exact: true }).waitFor();
  await scrollToRow(app, 40);
  await loaded(app, 98);
  expect(file.stage.requestsFor('membersByGroupId').at(-1)?.path).toContain('start=46&limit=52');
});

describe('does not bring a removed person back', () => {
  const isListed = (app: FrameLocator, name: string) =>
    app.getByRole('rowheader', { name, exact: true }).count();

  it('with a page that is scrolled to', async () => {
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
    expect(await isListed(app, name)).toBe(0);
  });

  it('with the rest of the group, which is on the way', async () => {
    const { held, release } = file.stage.holdReads(/start=48/);
    const { app } = await file.stage.visit({ group: groupIds.contractors });
    await held;
    // The rest brings the last two once more.
    await scrollToRow(app, 49);
    const name = await app.locator('[data-index="49"]').getByRole('rowheader').innerText();
    await app.locator('[data-index="49"]').getByRole('button', { name: 'Remove' }).click();
    await confirmRemoval(app);
    await app.getByText(`Removed ${name} from contractors.`).waitFor();
    release();
    await readWhole(app, 239);
    expect(await isListed(app, name)).toBe(0);
  });

  it('with a reload that was under way', async () => {
    const { app } = await file.stage.visit({ group: groupIds.contractors });
    await readWhole(app, 240);
    const name = await app.locator('[data-index="3"]').getByRole('rowheader').innerText();
    const { held, release } = file.stage.holdReads(/membersByGroupId/);
    await app.getByRole('button', { name: 'Reload' }).click();
    await held;
    await removePerson(app, name);
    await app.getByText(`Removed ${name} from contractors.`).waitFor();
    release();
    await app.getByText('239 members', { exact: true }).waitFor();
    await readWhole(app, 239);
    expect(await isListed(app, name)).toBe(0);
  });
});

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
  const { app } = await file.stage.visit();
  const { release } = file.stage.holdReads(/membersByGroupId/);
  await app.getByRole('combobox', { name: 'Group' }).fill('design');
  await app.getByRole('option', { name: 'design-team' }).click();
  const outline = app.getByText('Loading members…');
  await outline.waitFor();
  const yOfOutline = await outline.evaluate(
    (words) => words.parentElement?.querySelector('[data-row]')?.getBoundingClientRect().y ?? 0,
  );
  release();
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  const yOfRow = await rowOf(app, 'Sasha Whitfield').evaluate((row) => row.getBoundingClientRect().y);
  expect(Math.abs(yOfRow - yOfOutline)).toBeLessThan(16);
  await app.getByRole('status').getByText('Members shown.').waitFor({ state: 'attached' });
});

it('shows the first names before the rest of the page, where they will stay', async () => {
  const { release } = file.stage.holdReads(/by-id/);
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  const name = app.getByRole('rowheader', { name: 'Sasha Whitfield', exact: true });
  const yOf = () => name.evaluate((cell) => cell.getBoundingClientRect().y);
  await name.waitFor();
  expect(await app.getByRole('button', { name: 'Reload' }).count()).toBe(0);
  const before = await yOf();
  release();
  await app.getByRole('table', { name: 'Members of design-team' }).waitFor();
  expect(Math.abs((await yOf()) - before)).toBeLessThan(16);
});

it('keeps what is loaded when the next page fails, and tries again', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
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
  await app.getByRole('alert').getByText('Confluence has no group with this ID').waitFor();
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
    [
      { status: 401 },
      'Confluence asks you to sign in',
      /Open Confluence in another tab.* or reload the page\./,
    ],
    [
      { status: 401, body: 'scope does not match' },
      'This app needs an update',
      'Ask a site admin to update Group Members',
    ],
    [{ status: 403, body: '' }, 'Confluence refused this', 'Ask a site admin for access.'],
    [
      { status: 403, body: { errorMessages: ['The IP address has been rejected'] } },
      'Confluence refused this',
      'Confluence said: “The IP address has been rejected”',
    ],
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
      'Confluence asks you to sign in',
      'Your session may have ended.',
    ],
    [
      { status: 200, body: '<html>Maintenance</html>' },
      'Confluence answered, but not as expected',
      'Try again in a moment.',
    ],
    [{ drop: 'before' }, 'No usable answer from Confluence', 'Try again in a moment.'],
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
    await app.getByRole('alert').getByText('Confluence has no group with this ID').waitFor();
    await app.getByText('Pick another group.').waitFor();
  });

  it('and tries again when told to', async () => {
    file.stage.fault({ path: 'membersByGroupId', status: 500, times: 1 });
    const { app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('button', { name: 'Try again' }).click();
    await app.getByRole('table').waitFor();
  });
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

describe('what is said of a group of 240 that is read whole', () => {
  /** Words of a group that is not. */
  const TECHNICAL = /\b(?:un)?loaded\b|\bpoints?\b|\brequests?\b/i;

  it.each(['the group', 'a search', 'a list', 'a removal'])('has no technical words in %s', async (what) => {
    const { app } = await file.stage.visit({ group: groupIds.contractors });
    await readWhole(app, 240);
    switch (what) {
      case 'a search':
        for (const query of ['ann', 'a', 'Robin Castellanos', 'nobody@example.com', 'xqzzt']) {
          await app.getByRole('searchbox', { name: 'Find a person' }).fill(query);
          await app
            .getByText(/in the directory|Type more|Not in this group/)
            .first()
            .waitFor();
          await expectPlainWords(app);
        }
        break;
      case 'a list': {
        await app.getByRole('button', { name: 'Choose from a list' }).click();
        const list = '5c3a1f9be0d7426a91b8c024\nnobody@example.com\nnonsense!';
        await app.getByRole('dialog').getByRole('textbox').fill(list);
        await app.getByRole('dialog').getByText('1 not in the group').waitFor();
        break;
      }
      case 'a removal':
        await app.getByRole('checkbox', { name: 'Select all' }).check();
        await app.getByRole('button', { name: 'Remove selected (240)' }).click();
        await removalDialog(app);
        break;
    }
    await expectPlainWords(app);
  });

  async function expectPlainWords(app: FrameLocator): Promise<void> {
    const lines = (await app.locator('body').innerText()).split('\n');
    expect(lines.filter((line) => TECHNICAL.test(line))).toEqual([]);
  }
});
