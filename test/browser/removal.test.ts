/** Removing one person from the row of a group. What every answer of Confluence comes to in words is tested without a browser. */
import { TIME_TO_START_MS } from '../../src/run/requestGate';
import { REFUSES_REPETITION } from '../src/support/nonMember';
import { OLGA, ZOE } from './support/history';
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
  type Locator,
  type Page,
} from './support/page';
import { plantPossible } from './support/worker';

// No time for a second attempt after what leaves a change open, and as much as can be for the first on a busy machine.
const file = Stage.forFile({ invocationLimitMs: TIME_TO_START_MS });
const group = groupIds.designTeam;
const IB = 'Ib';

// What the page says of it may cover what is clicked here.
beforeEach(() => plantPossible(file.stage));

const removed = (name: string) => `Removed ${name} from design-team.`;

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

/** Clicks twice before the page can draw anything in between. */
const clickTwice = (button: Locator) =>
  button.evaluate((element: HTMLButtonElement) => {
    element.click();
    element.click();
  });

/** Without an "up" between them, Playwright repeats the key as a held one does. */
async function holdDownEnter(page: Page): Promise<void> {
  for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
}

it('asks first, with the safe choice in focus, and does nothing on Cancel or Escape; a second tab finds it done', async () => {
  const { page, app } = await file.stage.visit({ group });
  const { app: second } = await file.stage.visit({ group });
  await second.getByRole('table').waitFor();
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

  await removePerson(app, ZOE.name);
  await app.getByText(removed(ZOE.name)).waitFor();
  await removePerson(second, ZOE.name);
  // A site that answers 204 does not say that there was nothing left to do.
  const wasGone = `${ZOE.name} was not in design-team any more.`;
  await second.getByText(REFUSES_REPETITION ? wasGone : removed(ZOE.name)).waitFor();
  expect(file.stage.deletedIds).toEqual([ZOE.id, ZOE.id]);
});

it('is one DELETE a person a confirmation, with Enter held down, with a double click, and told wherever one is by then', async () => {
  const { page, app } = await file.stage.visit({ group });
  await rowOf(app, ZOE.name).waitFor();
  const names = await app.getByRole('rowheader').allInnerTexts();
  const at = names.indexOf(ZOE.name);
  await app.locator('[data-index="0"]').focus();
  for (let row = 0; row < at; row += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const button = `Remove ${ZOE.name}`;
  for (let cell = 0; cell < 9 && (await focusedName(app)) !== button; cell += 1) {
    await page.keyboard.press('ArrowRight');
  }
  expect(await focusedName(app)).toBe(button);
  await holdDownEnter(page);
  await removalDialog(app);
  expect(await app.getByRole('dialog').count()).toBe(1);
  expect(file.stage.deletedIds).toEqual([]);
  expect(await focusedName(app)).toBe('Cancel');
  await page.keyboard.press('Tab');
  await holdDownEnter(page);
  await app.getByRole('status').getByText(removed(ZOE.name)).waitFor();
  expect(file.stage.deletedIds).toEqual([ZOE.id]);
  expect(await app.getByRole('dialog').count()).toBe(0);
  expect(await rowOf(app, ZOE.name).count()).toBe(0);
  // It goes on from the next person.
  expect(await focusedName(app)).toBe(`Remove ${names[at + 1] ?? ''}`);
  await app.getByText('23 members', { exact: true }).waitFor();
  expect(await isMember(ZOE)).toBe(false);
  expect(file.stage.requests.find(({ method }) => method === 'DELETE')).toMatchObject({
    principal: { type: 'user', persona: 'site-admin' },
    status: 204,
  });

  const { held, release } = await hold(page, 'makeChanges');
  await app.getByRole('button', { name: 'Remove Sasha Whitfield' }).dblclick();
  await clickTwice((await removalDialog(app)).getByRole('button', { name: 'Remove', exact: true }));
  await held;
  await rowOf(app, 'Sasha Whitfield').getByText('Removing…').waitFor();
  expect(file.stage.deletedIds).toHaveLength(2);
  await openGroup(app, 'site-admins');
  const same = app
    .getByRole('table', { name: 'Members of site-admins' })
    .getByRole('button', { name: 'Remove Sasha' });
  await same.focus();
  release();
  await app.getByRole('status').getByText(removed('Sasha Whitfield')).waitFor({ state: 'attached' });
  expect(await same.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.goBack();
  await app.getByText('22 members', { exact: true }).waitFor();
  expect(file.stage.deletedIds).toHaveLength(2);
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

  it('is on the row where it is about the person, until the list is read anew; what is open stays, is checked, and asked for again', async () => {
    const { page, app } = await file.stage.visit({ group });
    const ib = rowOf(app, IB);
    const live = ib.locator('p[aria-live="polite"]');
    await live.waitFor({ state: 'attached' });
    expect(await live.innerText()).toBe('');
    const region = await live.elementHandle();
    file.stage.fault(
      { method: 'DELETE', status: 400, body: { message: 'accountId is invalid' }, times: 1 },
      { method: 'DELETE', accountId: OLGA.id, status: 500, body: '<html><b>Oops</b></html>' },
      { method: 'DELETE', accountId: ZOE.id, drop: 'after' },
      { path: 'memberof', method: 'GET', status: 503, times: 1 },
    );
    await removePerson(app, IB);
    await ib.getByText('Not removed. Confluence did not accept the request.').waitFor();
    expect(await region.innerText()).toBe('Not removed. Confluence did not accept the request.');
    await ib.getByRole('button', { name: `Details of ${IB}` }).click();
    await ib.getByText('Confluence said: “accountId is invalid”').waitFor();
    await ib.getByText('Response details').click();
    await ib.getByText('Status code: 400').waitFor();
    expect(await ib.getByRole('button', { name: `Remove ${IB}` }).count()).toBe(0);

    // Of these it stays open whether they were removed.
    const olga = rowOf(app, OLGA.name);
    await removePerson(app, OLGA.name);
    await olga.getByText('Not confirmed. Confluence had a problem.').waitFor();
    await removePerson(app, ZOE.name);
    await rowOf(app, ZOE.name).getByText('Not confirmed. No answer from Confluence.').waitFor();
    const check = app.getByRole('button', { name: `Check ${ZOE.name}` });
    await check.click();
    await rowOf(app, ZOE.name).getByText('Still not known. Confluence had a problem.').waitFor();
    file.stage.fault();
    await reload(app);
    await openGroup(app, 'contractors');
    await readWhole(app, 240);
    await page.goBack();
    await olga.getByText('Confluence had a problem.').first().waitFor();

    // Who is not in the list any more is above the table. One request, however fast one clicks.
    const absent = app.getByRole('list', { name: 'Outcomes of people not in the list' });
    await absent.getByText('Still not known.').waitFor();
    const before = file.stage.requestsFor('memberof').length;
    await clickTwice(absent.getByRole('button', { name: `Check ${ZOE.name}` }));
    await app.getByText(removed(ZOE.name)).waitFor();
    await absent.waitFor({ state: 'detached' });
    expect(file.stage.requestsFor('memberof').length - before).toBe(1);

    await olga.getByRole('button', { name: `Check ${OLGA.name}` }).click();
    await olga.getByText('Still in the group when Confluence was asked just now.').waitFor();
    await olga.getByRole('button', { name: `Details of ${OLGA.name}` }).click();
    await olga.getByText('A removal that is still on its way may yet take place').waitFor();
    await olga.getByRole('button', { name: `Check ${OLGA.name}` }).waitFor();
    await removePerson(app, OLGA.name);
    await app.getByText(removed(OLGA.name)).waitFor();
    await removePerson(app, IB);
    await app.getByText(removed(IB)).waitFor();
    expect(file.stage.deletedIds.filter((id) => id === ZOE.id)).toHaveLength(1);
  }, 60_000);
});
