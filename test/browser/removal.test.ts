/** Removing one person from the row of a group. What every answer of Confluence comes to in words is tested without a browser. */
import { TIME_TO_START_MS } from '../../src/run/requestGate';
import { REFUSES_REPETITION } from '../src/support/nonMember';
import {
  chooseAction,
  groupIds,
  hold,
  readWhole,
  removalDialog,
  removePerson,
  rowOf,
  Stage,
  type FrameLocator,
} from './support/page';

// No time for a second attempt after what leaves a change open, and as much as can be for the first on a busy machine.
const file = Stage.forFile({ invocationLimitMs: TIME_TO_START_MS });
const group = groupIds.designTeam;
const ZOE = { name: 'Zoë Ångström-Çelik', id: '5c3a1f9be0d7426a91b8c024' };
const OLGA = { name: 'Ольга Ковальчук', id: '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23' };
const REMOVED = `Removed ${ZOE.name} from design-team.`;

const isMember = async ({ id }: { id: string }) => {
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/user/memberof?accountId=${id}`, {
    headers: { authorization: 'Bearer member' },
  });
  const { results } = (await response.json()) as { results: { id: string }[] };
  return results.some((found) => found.id === group);
};

/** A name that has the focus: of a button with one of its own, else what it says. */
const focusedName = (app: FrameLocator) =>
  app.locator(':focus').evaluate((element) => element.getAttribute('aria-label') ?? element.textContent);

async function openGroup(app: FrameLocator, name: string): Promise<void> {
  await app.getByRole('combobox', { name: 'Group' }).fill(name);
  await app.getByRole('option', { name }).click();
}

async function reload(app: FrameLocator): Promise<void> {
  await chooseAction(app, 'Reload');
  await app.getByText('The list was read anew.').waitFor();
}

it('204: the person leaves the list once Confluence said so, and a screen reader hears it', async () => {
  const { page, app } = await file.stage.visit({ group });
  const { release } = await hold(page, 'makeChanges');
  await removePerson(app, ZOE.name);
  await rowOf(app, ZOE.name).getByText('Removing…').waitFor();
  release();
  await app.getByRole('status').getByText(REMOVED).waitFor();
  expect(await rowOf(app, ZOE.name).count()).toBe(0);
  await app.getByText('23 members', { exact: true }).waitFor();
  expect(await isMember(ZOE)).toBe(false);
  expect(file.stage.requests.find(({ method }) => method === 'DELETE')).toMatchObject({
    principal: { type: 'user', persona: 'site-admin' },
    status: 204,
  });
});

it('asks first, with the safe choice in focus, and does nothing on Cancel or Escape', async () => {
  const { page, app } = await file.stage.visit({ group });
  const remove = app.getByRole('button', { name: `Remove ${ZOE.name}` });
  const dialog = app.getByRole('dialog', { name: `Remove ${ZOE.name} from design-team?` });
  await remove.click();
  await dialog.getByText(ZOE.id).waitFor();
  // The buttons follow the words.
  const room = dialog.locator('form > :first-child');
  expect(
    await room.evaluate((part) => {
      const end = part.lastElementChild?.getBoundingClientRect().bottom ?? 0;
      return part.getBoundingClientRect().bottom - end;
    }),
  ).toBeLessThan(24);
  expect(await focusedName(app)).toBe('Cancel');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await focusedName(app)).toBe(`Remove ${ZOE.name}`);
  await remove.click();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focusedName(app)).toBe(`Remove ${ZOE.name}`);
  expect(file.stage.deletedIds).toEqual([]);
});

it('works with the keyboard alone, and goes on from the next person', async () => {
  const { page, app } = await file.stage.visit({ group });
  const names = await app.getByRole('rowheader').allInnerTexts();
  const at = names.indexOf(ZOE.name);
  await app.locator('[data-index="0"]').focus();
  for (let row = 0; row < at; row += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  while ((await focusedName(app)) !== `Remove ${ZOE.name}`) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await removalDialog(app);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await app.getByText(REMOVED).waitFor();
  expect(await focusedName(app)).toBe(`Remove ${names[at + 1] ?? ''}`);
});

describe('one DELETE a person a confirmation', () => {
  it('on a double click', async () => {
    const { app } = await file.stage.visit({ group });
    await app.getByRole('button', { name: `Remove ${ZOE.name}` }).dblclick();
    const confirm = (await removalDialog(app)).getByRole('button', { name: 'Remove', exact: true });
    await confirm.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await app.getByText(REMOVED).waitFor();
    expect(file.stage.deletedIds).toEqual([ZOE.id]);
  });

  it('with Enter held down', async () => {
    const { page, app } = await file.stage.visit({ group });
    await app.getByRole('button', { name: `Remove ${ZOE.name}` }).focus();
    // Without an "up" between them, Playwright repeats the key as a held one does.
    for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    const dialog = await removalDialog(app);
    expect(await app.getByRole('dialog').count()).toBe(1);
    expect(file.stage.deletedIds).toEqual([]);
    await dialog.getByRole('button', { name: 'Remove', exact: true }).focus();
    for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await app.getByText(REMOVED).waitFor();
    expect(file.stage.deletedIds).toEqual([ZOE.id]);
    expect(await app.getByRole('dialog').count()).toBe(0);
  });

  it('in two tabs: each confirmation is one, and the second finds it done', async () => {
    const first = await file.stage.visit({ group });
    const second = await file.stage.visit({ group });
    await second.app.getByRole('table').waitFor();
    await removePerson(first.app, ZOE.name);
    await first.app.getByText(REMOVED).waitFor();
    await removePerson(second.app, ZOE.name);
    // A site that answers 204 does not say that there was nothing left to do.
    const wasGone = `${ZOE.name} was not in design-team any more.`;
    await second.app.getByText(REFUSES_REPETITION ? wasGone : REMOVED).waitFor();
    expect(file.stage.deletedIds).toEqual([ZOE.id, ZOE.id]);
  });
});

describe('what an admin reads', () => {
  it('is Confluence’s refusal, with its answer to copy, and nothing is offered from then on', async () => {
    const { page, app } = await file.stage.visit({ as: 'confluence-admin', group });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await removePerson(app, ZOE.name);
    const alert = app.getByRole('alert');
    await alert.getByText('Confluence refused this', { exact: true }).waitFor();
    await alert.getByText('Nothing was changed. Changing groups takes site admin rights.').waitFor();
    await rowOf(app, ZOE.name).getByText('Not removed.').waitFor();
    await app.getByRole('button', { name: /^Remove / }).waitFor({ state: 'detached' });
    await alert.getByText('Response details').click();
    await alert.getByRole('button', { name: 'Copy details' }).click();
    await alert.getByText('Copied', { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^Status code: 403\nTrace ID: [0-9a-f]{32}\n/);
    expect(await isMember(ZOE)).toBe(true);
    expect(file.stage.requests.find(({ method }) => method === 'DELETE')).toMatchObject({
      principal: { type: 'user', persona: 'confluence-admin' },
      status: 403,
    });
  });

  it('is on the row where it is about the person, in a live region that was there before, until a reload', async () => {
    const { app } = await file.stage.visit({ group });
    const row = rowOf(app, ZOE.name);
    const live = row.locator('p[aria-live="polite"]');
    await live.waitFor({ state: 'attached' });
    expect(await live.innerText()).toBe('');
    const region = await live.elementHandle();
    file.stage.fault({ method: 'DELETE', status: 400, body: { message: 'accountId is invalid' } });
    await removePerson(app, ZOE.name);
    await row.getByText('Not removed. Confluence did not accept the request.').waitFor();
    expect(await region.innerText()).toBe('Not removed. Confluence did not accept the request.');
    await row.getByRole('button', { name: `Details of ${ZOE.name}` }).click();
    await row.getByText('Confluence said: “accountId is invalid”').waitFor();
    await row.getByText('Response details').click();
    await row.getByText('Status code: 400').waitFor();
    expect(await row.getByRole('button', { name: `Remove ${ZOE.name}` }).count()).toBe(0);
    file.stage.fault();
    await reload(app);
    await removePerson(app, ZOE.name);
    await app.getByText(REMOVED).waitFor();
  });

  it('is that a server in trouble may have made the change: Check asks, and it can be asked for again', async () => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ method: 'DELETE', status: 500, body: '<html><b>Oops</b></html>' });
    await removePerson(app, ZOE.name);
    const row = rowOf(app, ZOE.name);
    await row.getByText('Not confirmed. Confluence had a problem.').waitFor();
    file.stage.fault();
    await row.getByRole('button', { name: `Check ${ZOE.name}` }).click();
    await row.getByText('Still in the group when Confluence was asked just now.').waitFor();
    await row.getByRole('button', { name: `Details of ${ZOE.name}` }).click();
    await row.getByText('A removal that is still on its way may yet take place').waitFor();
    await row.getByRole('button', { name: `Check ${ZOE.name}` }).waitFor();
    await removePerson(app, ZOE.name);
    await app.getByText(REMOVED).waitFor();
  });

  it('is that a lost answer leaves it open, until a check is answered; one request however fast one clicks', async () => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault(
      { method: 'DELETE', drop: 'after' },
      { path: 'memberof', method: 'GET', status: 503, times: 1 },
    );
    await removePerson(app, ZOE.name);
    const row = rowOf(app, ZOE.name);
    await row.getByText('Not confirmed. No answer from Confluence.').waitFor();
    const check = app.getByRole('button', { name: `Check ${ZOE.name}` });
    await check.click();
    await row.getByText('Still not known. Confluence had a problem.').waitFor();
    const before = file.stage.requestsFor('memberof').length;
    await check.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await app.getByText(REMOVED).waitFor();
    expect(file.stage.requestsFor('memberof').length - before).toBe(1);
    expect(file.stage.deletedIds).toEqual([ZOE.id]);
  });
});

it('tells what became of a removal although another group is open by then, and leaves the focus there', async () => {
  const { page, app } = await file.stage.visit({ group });
  await app.getByRole('table').waitFor();
  const { release } = await hold(page, 'makeChanges');
  await removePerson(app, 'Sasha Whitfield');
  await openGroup(app, 'site-admins');
  const same = app
    .getByRole('table', { name: 'Members of site-admins' })
    .getByRole('button', { name: 'Remove Sasha' });
  await same.focus();
  release();
  await app
    .getByRole('status')
    .getByText('Removed Sasha Whitfield from design-team.')
    .waitFor({ state: 'attached' });
  expect(await same.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.goBack();
  await app.getByText('23 members', { exact: true }).waitFor();
});

it('keeps an open outcome above the table when a reload finds the person gone', async () => {
  const { app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', drop: 'after' });
  await removePerson(app, ZOE.name);
  await rowOf(app, ZOE.name).getByText('Not confirmed.').waitFor();
  await reload(app);
  const absent = app.getByRole('list', { name: 'Outcomes of people not in the list' });
  await absent.getByText('Not confirmed.').waitFor();
  await absent.getByRole('button', { name: `Check ${ZOE.name}` }).click();
  await app.getByText(REMOVED).waitFor();
  await absent.waitFor({ state: 'detached' });
});

it('keeps a row’s outcome through a reload of the list and a visit to another group', async () => {
  const { page, app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', accountId: OLGA.id, status: 500 });
  await removePerson(app, OLGA.name);
  const outcome = rowOf(app, OLGA.name).getByText('Confluence had a problem.').first();
  await outcome.waitFor();
  await reload(app);
  await outcome.waitFor();
  await openGroup(app, 'contractors');
  await readWhole(app, 240);
  await page.goBack();
  await outcome.waitFor();
});
