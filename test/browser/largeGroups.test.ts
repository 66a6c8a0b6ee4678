import {
  groupIds,
  loaded,
  pointsOf,
  readWhole,
  rowOf,
  scrollToRow,
  Stage,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile({ scale: 5_000, limits: false });

const pagesAsked = () =>
  file.stage.requests
    .map(({ path }) => new URL(path, file.stage.sandbox.url))
    .filter(({ pathname }) => pathname.endsWith('membersByGroupId'))
    .map(({ searchParams }) => Number(searchParams.get('start')));

async function loadEveryone(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'Load everyone' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Load everyone' }).click();
}

/** Somebody else changes a group, over REST. */
async function changeMembership(
  method: 'POST' | 'DELETE',
  groupId: string,
  accountId: string,
): Promise<void> {
  const query = method === 'DELETE' ? `groupId=${groupId}&accountId=${accountId}` : `groupId=${groupId}`;
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/group/userByGroupId?${query}`, {
    method,
    headers: {
      authorization: 'Bearer site-admin',
      'x-atlassian-token': 'no-check',
      'content-type': 'application/json',
    },
    ...(method === 'POST' && { body: JSON.stringify({ accountId }) }),
  });
  expect(response.ok).toBe(true);
}

describe('a group larger than what is read of it', () => {
  it('is a table that says how many rows it has and which ones these are', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    const table = app.getByRole('table', { name: 'Members of all-staff' });
    await loaded(app, 50);
    expect(await table.getAttribute('aria-rowcount')).toBe('5001');
    expect(await table.getByRole('row').first().getAttribute('aria-rowindex')).toBe('1');
    expect(await table.getByRole('row').nth(1).getAttribute('aria-rowindex')).toBe('2');
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Name',
      'Status',
      'Email',
      'Account ID',
      'Action',
      'Result',
    ]);
    // Rows far away are not in the document.
    expect(await table.getByRole('row').count()).toBeLessThan(40);
  });

  it('is read at its end without what is between, when one jumps there', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await scrollToRow(app, 5_000);
    await loaded(app, 100);
    await app.getByText('100 of 5,000 members are shown.').waitFor();
    expect(pagesAsked()).toEqual([0, 4950]);
    const last = app.locator('[aria-rowindex="5001"]');
    await last.getByRole('rowheader').waitFor();
  });

  it('is scrolled by keyboard, and goes on from the row that had the focus', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.contractors });
    await readWhole(app, 240);
    await app
      .getByRole('button', { name: /^Remove / })
      .nth(1)
      .focus();
    const focused = await app.locator(':focus').getAttribute('aria-label');
    await page.keyboard.press('End');
    await app.locator('[aria-rowindex="241"]').getByRole('rowheader').waitFor();
    expect(await app.locator(':focus').getAttribute('aria-label')).toBe(focused);
    await page.keyboard.press('Tab');
    const next = await app
      .locator(':focus')
      .evaluate((button) => button.closest('tr')?.getAttribute('aria-rowindex'));
    expect(next).toBe('4');
  });

  it('is reached row by row with Tab, beyond what was loaded at first', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await app
      .getByRole('button', { name: /^Remove / })
      .first()
      .focus();
    for (let row = 0; row < 80; row += 1) await page.keyboard.press('Tab');
    await loaded(app, 100);
  });

  it('is read again where somebody left meanwhile, so that nobody is passed over', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const rows = await app
      .locator('[data-account-id]')
      .evaluateAll((all) => all.map((row) => row.getAttribute('data-account-id') ?? ''));
    for (const accountId of rows.slice(0, 3)) await changeMembership('DELETE', groupIds.allStaff, accountId);
    const first = await memberIds(groupIds.allStaff, 240);
    for (let row = 0; row <= 240; row += 30) {
      await scrollToRow(app, row);
      await nothingLoading(app);
    }
    const download = await exported(app);
    expect(first.filter((accountId) => !download.includes(accountId))).toEqual([]);
  });

  it('that is deleted while one scrolls keeps what is there, and says so', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    file.stage.fault({ path: 'membersByGroupId', status: 400 }, { path: 'by-id', status: 404 });
    await scrollToRow(app, 60);
    await app.getByRole('alert').getByText('Confluence has no group with this ID').waitFor();
    await loaded(app, 50);
  });
});

/** Waits until every row in the document has somebody in it. */
async function nothingLoading(app: FrameLocator): Promise<void> {
  await app.locator('tr[data-index]:not([data-account-id])').first().waitFor({ state: 'detached' });
}

/** Account ids of the first members of a group. */
async function memberIds(groupId: string, count: number): Promise<string[]> {
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(count / 200) }, async (_, page) => {
      const response = await fetch(
        `${file.stage.sandbox.url}/wiki/rest/api/group/${groupId}/membersByGroupId?start=${page * 200}&limit=200`,
        { headers: { authorization: 'Bearer site-admin' } },
      );
      const { results } = (await response.json()) as { results: { accountId: string }[] };
      return results.map(({ accountId }) => accountId);
    }),
  );
  return pages.flat().slice(0, count);
}

/** What the export button saves. */
async function exported(app: FrameLocator): Promise<string> {
  const button = app.getByRole('button', { name: /^Export / });
  const page = button.page();
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

describe('Load everyone', () => {
  it('says first what it takes, and asks for nothing until told to', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await app.getByText('50 of 5,000 members are shown.').waitFor();
    await app.getByRole('button', { name: 'Load everyone' }).click();
    const dialog = app.getByRole('dialog', { name: 'Load everyone in all-staff?' });
    await dialog.getByText(/^The rest takes 25 requests and about a second\.$/).waitFor();
    expect(await dialog.innerText()).not.toMatch(/point/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(pagesAsked()).toEqual([0]);
  });

  it('loads them, each once, and costs no points', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await loadEveryone(app);
    await readWhole(app, 5_000);
    expect(await app.getByRole('button', { name: 'Load everyone' }).count()).toBe(0);
    expect(pagesAsked()).toHaveLength(26);
    expect(pointsOf(file.stage.requests)).toBe(0);
    const csv = await exported(app);
    const ids = csv
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(new Set(ids).size).toBe(5_000);
    expect(ids).toHaveLength(5_000);
  });

  it('reads each page once, however fast one clicks', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await app.getByRole('button', { name: 'Load everyone' }).click();
    const confirm = app.getByRole('dialog').getByRole('button', { name: 'Load everyone' });
    await confirm.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await readWhole(app, 5_000);
    expect(pagesAsked().length).toBe(new Set(pagesAsked()).size);
  });

  it('shows how far it is, and stops', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const { release } = file.stage.holdReads(/membersByGroupId/);
    await loadEveryone(app);
    await app.getByRole('progressbar', { name: 'Loading members of all-staff' }).waitFor();
    await app.getByRole('button', { name: 'Stop loading' }).click();
    release();
    await app.getByText(/Loading was stopped\. [\d,]+ of 5,000 members are shown\./).waitFor();
    expect(pagesAsked().length).toBeLessThan(10);
    await app.getByRole('button', { name: 'Load everyone' }).waitFor();
  });

  it('goes on after a page that failed once', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    file.stage.fault({ path: 'start=1038', status: 500, times: 1 });
    await loadEveryone(app);
    await readWhole(app, 5_000);
    expect(pagesAsked().filter((start) => start === 1038)).toHaveLength(2);
  });

  it('stops at an hourly limit, keeps what it has, and says when it can go on', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    file.stage.fault({
      path: 'start=3018',
      status: 429,
      headers: { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '600' },
    });
    await loadEveryone(app);
    await app.getByText('An hourly limit is used up').waitFor();
    await app.getByText(/[\d,]+ of 5,000 members are shown\. .* It can go on at \d/).waitFor();
    file.stage.fault();
    await app.getByRole('button', { name: 'Load the rest' }).click();
    await readWhole(app, 5_000);
  });
});

it('sorts what is loaded, and says that it is not everybody', async () => {
  const { app } = await file.stage.visit({ group: groupIds.allStaff });
  await loaded(app, 50);
  await app.getByRole('button', { name: 'Name', exact: true }).click();
  await app.getByText('Sorted: the 50 members loaded so far.').waitFor();
  const header = app.getByRole('columnheader', { name: 'Name' });
  expect(await header.getAttribute('aria-sort')).toBe('ascending');
  const names = await app.getByRole('rowheader').allInnerTexts();
  expect(names).toEqual(
    [...names].sort(new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare),
  );
  await app.getByRole('button', { name: 'Status', exact: true }).click();
  expect(await rowOf(app, 'Dana Okonkwo').getAttribute('aria-rowindex')).toBe('2');
  expect(pagesAsked()).toEqual([0]);
});

it('shows the group’s id, to copy', async () => {
  const { app, page } = await file.stage.visit({ group: groupIds.designTeam });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.getByText(groupIds.designTeam).waitFor();
  await app.getByRole('button', { name: 'Copy group ID' }).click();
  await app.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(groupIds.designTeam);
});

it('exports those who are selected', async () => {
  const { app } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByRole('checkbox', { name: 'Select Dana Okonkwo' }).check();
  await app.getByRole('button', { name: 'Export 1 selected' }).waitFor();
  const csv = await exported(app);
  expect(csv.split('\r\n')).toHaveLength(2);
  expect(csv).toContain('Dana Okonkwo');
});

it('exports what is found as a file named for the group and the day', async () => {
  const { app, page } = await file.stage.visit({ group: groupIds.designTeam });
  await app.getByRole('searchbox', { name: 'Find a person' }).fill('castellanos');
  const button = app.getByRole('button', { name: 'Export 1 found' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^design-team members \d{4}-\d\d-\d\d\.csv$/);
});
