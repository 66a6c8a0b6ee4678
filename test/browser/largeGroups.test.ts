import { WHEN } from '../support/clockPattern';
import { chooseAction, groupIds, loaded, pointsOf, readWhole, scrollToRow, Stage } from './support/page';
import type { FrameLocator, Page } from './support/page';
import { hasFocus } from './support/walk';

const file = Stage.forFile({ scale: 5_000, limits: false });

const pagesAsked = () =>
  file.stage.requests
    .map(({ path }) => new URL(path, file.stage.sandbox.url))
    .filter(({ pathname }) => pathname.endsWith('membersByGroupId'))
    .map(({ searchParams }) => Number(searchParams.get('start')));

/** Asks for the rest of the group, as fast as one clicks twice. */
async function loadEveryone(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'Load everyone' }).click();
  const confirm = app.getByRole('dialog').getByRole('button', { name: 'Load everyone' });
  await confirm.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
}

/** What an item of the menu saves. */
async function exported(
  page: Page,
  app: FrameLocator,
  item: string | RegExp,
): Promise<{ name: string; csv: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), chooseAction(app, item)]);
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return { name: download.suggestedFilename(), csv: Buffer.concat(chunks).toString('utf8') };
}

describe('a group larger than what is read of it', () => {
  it('is a table that says how many rows it has, and is read at its end without what is between', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    const table = app.getByRole('table', { name: 'Members of all-staff' });
    await loaded(app, 50);
    expect(await table.getAttribute('aria-rowcount')).toBe('5001');
    expect(await table.getByRole('row').first().getAttribute('aria-rowindex')).toBe('1');
    expect(await table.getByRole('row').nth(1).getAttribute('aria-rowindex')).toBe('2');
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Name',
      'Status',
      'Email or account ID',
      'Action',
      'Result',
    ]);
    // Rows far away are not in the document.
    expect(await table.getByRole('row').count()).toBeLessThan(40);
    await scrollToRow(app, 5_000);
    await loaded(app, 100);
    expect(pagesAsked()).toEqual([0, 4950]);
    await app.locator('[aria-rowindex="5001"]').getByRole('rowheader').waitFor();
  });

  it('is read again where people left meanwhile, so that no one is passed over', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const ids = await memberIds(groupIds.allStaff, 243);
    for (const accountId of ids.slice(0, 3)) await removeElsewhere(groupIds.allStaff, accountId);
    for (let row = 0; row <= 240; row += 30) {
      await scrollToRow(app, row);
      await nothingLoading(app);
    }
    // What was passed over is read after what is looked at.
    await expect
      .poll(
        async () => {
          const { csv } = await exported(page, app, /^Export \d+ loaded$/);
          return ids.slice(3).filter((accountId) => !csv.includes(accountId));
        },
        { timeout: 20_000 },
      )
      .toEqual([]);
  });
});

/** Waits until every row in the document has a person in it. */
async function nothingLoading(app: FrameLocator): Promise<void> {
  await app.locator('tr[data-index]:not([data-account-id])').first().waitFor({ state: 'detached' });
}

/** Another client takes a person out of a group. */
async function removeElsewhere(groupId: string, accountId: string): Promise<void> {
  const { ok } = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/userByGroupId?groupId=${groupId}&accountId=${accountId}`,
    { method: 'DELETE', headers: { authorization: 'Bearer site-admin' } },
  );
  expect(ok).toBe(true);
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

describe('Load everyone', () => {
  it('says first what it takes, then loads them, each once, for no points', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    await app.getByRole('button', { name: 'Load everyone' }).click();
    const dialog = app.getByRole('dialog', { name: 'Load everyone in all-staff?' });
    await dialog.getByText('The rest takes 25 requests and about a second.', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(pagesAsked()).toEqual([0]);
    await loadEveryone(app);
    await readWhole(app, 5_000);
    expect(await app.getByRole('button', { name: 'Load everyone' }).count()).toBe(0);
    expect(pagesAsked()).toHaveLength(26);
    expect(new Set(pagesAsked()).size).toBe(26);
    expect(pointsOf(file.stage.requests)).toBe(0);
    const { csv } = await exported(page, app, 'Export all 5,000');
    const ids = csv
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(new Set(ids).size).toBe(5_000);
    expect(ids).toHaveLength(5_000);
  });

  it('shows how far it is, and stops', async () => {
    const { app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const { release } = file.stage.holdReads(/membersByGroupId/);
    await loadEveryone(app);
    await app.getByRole('progressbar', { name: 'Loading members of all-staff' }).waitFor();
    await app.getByRole('button', { name: 'Stop loading' }).click();
    release();
    await app.getByText('Loading was stopped.', { exact: true }).waitFor();
    await app.getByText(/^[\d,]+ of 5,000 members are shown\./).waitFor();
    expect(pagesAsked().length).toBeLessThan(10);
    await app.getByRole('button', { name: 'Load everyone' }).waitFor();
  });

  it('stops at an hourly limit, keeps what it has, says when it can go on, and goes on', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.allStaff });
    await loaded(app, 50);
    const headers = { 'ratelimit-reason': 'confluence-quota-global-based', 'retry-after': '600' };
    file.stage.fault({ path: 'start=3018', status: 429, headers });
    await loadEveryone(app);
    await app.getByText('An hourly limit is used up').waitFor();
    const stoppedHere = new RegExp(
      String.raw`[\d,]+ of 5,000 members of all-staff are read\. .* It can continue ${WHEN}\.`,
    );
    await app.getByText(stoppedHere).waitFor();
    file.stage.fault();
    // The button that had the focus went away, and the next stop of the keyboard is what took its place.
    await page.keyboard.press('Tab');
    expect(await hasFocus(app.getByRole('button', { name: 'Load the rest' }))).toBe(true);
    await page.keyboard.press('Enter');
    await readWhole(app, 5_000);
  });
});

it('puts the group’s id on the clipboard, and saves those found as a file named for the group and the day', async () => {
  const { app, page } = await file.stage.visit({ group: groupIds.designTeam });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await chooseAction(app, 'Copy ID');
  await app.getByText('The group’s ID was copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(groupIds.designTeam);
  await app.getByRole('searchbox', { name: 'Find a person' }).fill('castellanos');
  await app.getByText('1 member matches.').waitFor();
  const { name, csv } = await exported(page, app, 'Export 1 found');
  expect(name).toMatch(/^design-team members \d{4}-\d\d-\d\d\.csv$/);
  expect(csv.split('\r\n')).toEqual([
    expect.stringContaining('Status') as string,
    expect.stringContaining('Robin Castellanos') as string,
  ]);
});
