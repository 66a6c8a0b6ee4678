import { REFUSES_REPETITION } from '../src/support/nonMember';
import { groupIds, hold, readWhole, removalDialog, removePerson, rowOf, Stage } from './support/page';

// The short limit leaves a request half a second before its time is out.
const file = Stage.forFile({ invocationLimitMs: 2_000 });
const group = groupIds.designTeam;
const ZOE = { name: 'Zoë Ångström-Çelik', id: '5c3a1f9be0d7426a91b8c024' };
const OLGA = { name: 'Ольга Ковальчук', id: '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23' };
/** Neither the directory nor a group has the person: then a 404 is about the account. */
const NO_ACCOUNT = [
  { path: 'user/bulk', status: 200, body: { results: [] } },
  { path: 'memberof', status: 404 },
];

const isMember = async ({ id }: { id: string }) => {
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/user/memberof?accountId=${id}`, {
    headers: { authorization: 'Bearer member' },
  });
  const { results } = (await response.json()) as { results: { id: string }[] };
  return results.some((found) => found.id === group);
};

it('204: the person leaves the list once Confluence said so, and a screen reader hears it', async () => {
  const { page, app } = await file.stage.visit({ group });
  const { release } = await hold(page, 'makeChanges');
  await removePerson(app, ZOE.name);
  await rowOf(app, ZOE.name).getByText('Removing…').waitFor();
  release();
  await app.getByRole('status').getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  expect(await rowOf(app, ZOE.name).count()).toBe(0);
  await app.getByText('23 members').waitFor();
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
  const focused = () => app.locator(':focus').innerText();
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
  expect(await focused()).toBe('Cancel');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await remove.evaluate((button) => button === document.activeElement)).toBe(true);
  await remove.click();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await remove.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(file.stage.deletedIds).toEqual([]);
});

it('works with the keyboard alone, and goes on from the next person', async () => {
  const { page, app } = await file.stage.visit({ group });
  await app.getByRole('button', { name: `Remove ${ZOE.name}` }).focus();
  await page.keyboard.press('Enter');
  await removalDialog(app);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  expect(await app.locator(':focus').getAttribute('aria-label')).toBe('Remove José Ñáñez Íñiguez');
});

it('warns those who are about to remove themselves', async () => {
  const { app } = await file.stage.visit({ group });
  await app.getByRole('row').filter({ hasText: 'You' }).waitFor();
  await app.getByRole('button', { name: 'Remove Sasha Whitfield' }).click();
  await app.getByRole('dialog').getByText('This is your own account').waitFor();
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
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
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
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
    expect(file.stage.deletedIds).toEqual([ZOE.id]);
    expect(await app.getByRole('dialog').count()).toBe(0);
  });

  it('in two tabs: each confirmation is one, and the second finds it done', async () => {
    const first = await file.stage.visit({ group });
    const second = await file.stage.visit({ group });
    await second.app.getByRole('table').waitFor();
    await removePerson(first.app, ZOE.name);
    await first.app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
    await removePerson(second.app, ZOE.name);
    // A site that answers 204 does not say that there was nothing left to do.
    const wasGone = `${ZOE.name} was not in design-team any more.`;
    const said = REFUSES_REPETITION ? wasGone : `Removed ${ZOE.name} from design-team.`;
    await second.app.getByText(said).waitFor();
    expect(file.stage.deletedIds).toEqual([ZOE.id, ZOE.id]);
  });
});

describe('someone who may look but not remove', () => {
  it.each(['member', 'confluence-admin'] as const)('%s reads Confluence’s answer, not ours', async (as) => {
    const { app } = await file.stage.visit({ as, group });
    await removePerson(app, ZOE.name);
    const alert = app.getByRole('alert');
    await alert.getByText('Confluence refused this', { exact: true }).waitFor();
    await alert.getByText('Nothing was changed. Changing groups takes site admin rights.').waitFor();
    await rowOf(app, ZOE.name).getByText('Not removed.').waitFor();
    await alert.getByText('Response details').click();
    await alert.getByText('Status code: 403').waitFor();
    expect(await isMember(ZOE)).toBe(true);
    expect(file.stage.requests.find(({ method }) => method === 'DELETE')).toMatchObject({
      principal: { type: 'user', persona: as },
      status: 403,
    });
  });
});

describe('what an admin reads', () => {
  const above = [
    [{ status: 401 }, 'Confluence asks you to sign in', 'Nothing was changed.'],
    [
      { status: 401, body: { message: 'Unauthorized; scope does not match' } },
      'This app needs an update',
      'Ask a site admin',
    ],
    [
      { status: 429, headers: { 'ratelimit-reason': 'confluence-burst-based' } },
      'Too many requests at once',
      'Try again',
    ],
    [
      { status: 429, headers: { 'ratelimit-reason': 'confluence-quota-tenant-based' } },
      'The hourly limit is used up',
      'Try again',
    ],
  ] as const;
  it.each(above)('above the table for %j', async (fault, title, text) => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ ...fault, method: 'DELETE' });
    await removePerson(app, ZOE.name);
    await app.getByRole('alert').getByText(title, { exact: true }).waitFor();
    await app.getByRole('alert').getByText(text).waitFor();
    await rowOf(app, ZOE.name).getByText('Not removed.').waitFor();
    expect(await isMember(ZOE)).toBe(true);
  });

  it('above the table when the group is gone', async () => {
    const { app } = await file.stage.visit({ group });
    await app.getByRole('table').waitFor();
    file.stage.fault({ method: 'DELETE', status: 404 }, { path: 'by-id', status: 404 });
    await removePerson(app, ZOE.name);
    await app.getByRole('alert').getByText('Confluence has no group with this ID').waitFor();
  });

  it.each([
    [
      { status: 400, body: { message: 'accountId is invalid' } },
      'Not removed. Confluence did not accept the request.',
      'Confluence said: “accountId is invalid”',
    ],
    [{ status: 404 }, 'Not removed. Confluence knows no account with this ID.', 'Reload the list'],
  ])('on the row for %j, which stays so until the list is reloaded', async (fault, title, text) => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ ...fault, method: 'DELETE' }, ...NO_ACCOUNT);
    await removePerson(app, ZOE.name);
    const row = rowOf(app, ZOE.name);
    await row.getByText(title).waitFor();
    await row.getByText(text).waitFor();
    await row.getByText('Response details').click();
    await row.getByText(`Status code: ${fault.status}`).waitFor();
    expect(await row.getByRole('button', { name: `Remove ${ZOE.name}` }).count()).toBe(0);
    file.stage.fault();
    await app.getByRole('button', { name: 'Reload' }).click();
    await removePerson(app, ZOE.name);
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  });

  it('on the row for a server in trouble, which may have made the change all the same', async () => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ method: 'DELETE', status: 500, body: '<html><b>Oops</b></html>' });
    await removePerson(app, ZOE.name);
    const row = rowOf(app, ZOE.name);
    await row.getByText('Not confirmed. Confluence had a problem.').waitFor();
    await row.getByText('The person may or may not have been removed. Check asks Confluence.').waitFor();
    await row.getByText('Response details').click();
    await row.getByText('Status code: 500').waitFor();
    file.stage.fault();
    await row.getByRole('button', { name: `Check ${ZOE.name}` }).click();
    await row.getByText('Still in the group when Confluence was asked').waitFor();
    await removePerson(app, ZOE.name);
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  });

  it.each([
    ['the answer is lost after the change', { drop: 'after' }, false],
    ['the connection is cut before it', { drop: 'before' }, true],
    ['no answer comes in time', { delayMs: 3_000, status: 500 }, true],
  ])('when %s: not confirmed, and Check asks Confluence', async (_, fault, stillMember) => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ ...fault, method: 'DELETE' });
    await removePerson(app, ZOE.name);
    const row = rowOf(app, ZOE.name);
    await row.getByText('Not confirmed. No answer from Confluence.').waitFor();
    expect(await isMember(ZOE)).toBe(stillMember);
    await row.getByRole('button', { name: `Check ${ZOE.name}` }).click();
    if (stillMember) {
      await row.getByText('Still in the group when Confluence was asked').waitFor();
      await row.getByRole('button', { name: `Check ${ZOE.name}` }).waitFor();
      await row.getByRole('button', { name: `Remove ${ZOE.name}` }).waitFor();
    } else {
      await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
    }
    expect(file.stage.deletedIds).toEqual([ZOE.id]);
  });

  it.each([
    [{ status: 503 }, 'Confluence had a problem'],
    [{ status: 403 }, 'Confluence refused this'],
    [{ status: 401 }, 'Confluence asks you to sign in'],
    [{ status: 429 }, 'Too many requests at once'],
  ])('when the check fails with %j: still not known', async (fault, title) => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ method: 'DELETE', drop: 'after' }, { ...fault, path: 'memberof', times: 1 });
    await removePerson(app, ZOE.name);
    const check = app.getByRole('button', { name: `Check ${ZOE.name}` });
    await check.click();
    await rowOf(app, ZOE.name).getByText(`Still not known. ${title}.`).waitFor();
    expect(await app.getByText('Nothing was changed').count()).toBe(0);
    await check.click();
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  });

  it('a check is one request, however fast one clicks', async () => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ method: 'DELETE', drop: 'before' });
    await removePerson(app, ZOE.name);
    await app.getByRole('button', { name: `Check ${ZOE.name}` }).evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await rowOf(app, ZOE.name).getByText('Still in the group').waitFor();
    expect(file.stage.requestsFor('memberof')).toHaveLength(1);
  });
});

it('a late removal after a check is found by the next check', async () => {
  const { app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', delayMs: 4_000 });
  await removePerson(app, ZOE.name);
  const check = app.getByRole('button', { name: `Check ${ZOE.name}` });
  await check.click();
  await rowOf(app, ZOE.name).getByText('Still in the group when Confluence was asked').waitFor();
  while (await isMember(ZOE)) await app.locator('body').evaluate(() => new Promise(requestAnimationFrame));
  await check.click();
  await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
});

it('tells a screen reader of a failure on a row, in a live region that was there before', async () => {
  const { app } = await file.stage.visit({ group });
  const live = rowOf(app, ZOE.name).locator('p[aria-live="polite"]');
  await live.waitFor({ state: 'attached' });
  expect(await live.innerText()).toBe('');
  file.stage.fault({ method: 'DELETE', status: 404 }, ...NO_ACCOUNT);
  await removePerson(app, ZOE.name);
  await rowOf(app, ZOE.name)
    .locator('p[aria-live="polite"]', { hasText: 'Not removed. Confluence knows no account with this ID.' })
    .waitFor();
});

it('tells what became of a removal although another group is open by then, and leaves the focus there', async () => {
  const { page, app } = await file.stage.visit({ group });
  await app.getByRole('table').waitFor();
  const { release } = await hold(page, 'makeChanges');
  await removePerson(app, 'Sasha Whitfield');
  await app.getByRole('combobox', { name: 'Group' }).fill('site-admins');
  await app.getByRole('option', { name: 'site-admins' }).click();
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
  await app.getByText('23 members').first().waitFor();
});

it('keeps an open outcome above the table when a reload finds the person gone', async () => {
  const { app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', drop: 'after' });
  await removePerson(app, ZOE.name);
  await rowOf(app, ZOE.name).getByText('Not confirmed.').waitFor();
  await app.getByRole('button', { name: 'Reload' }).click();
  const absent = app.getByRole('list', { name: 'Outcomes of people not in the list' });
  await absent.getByText('Not confirmed.').waitFor();
  await absent.getByRole('button', { name: `Check ${ZOE.name}` }).click();
  await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  await absent.waitFor({ state: 'detached' });
});

it('keeps a row’s outcome through a reload of the list and a visit to another group', async () => {
  const { page, app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', accountId: OLGA.id, status: 500 });
  await removePerson(app, OLGA.name);
  const outcome = rowOf(app, OLGA.name).getByText('Confluence had a problem');
  await outcome.waitFor();
  const reads = () => file.stage.requestsFor('membersByGroupId').length;
  await app.getByRole('button', { name: 'Reload' }).click();
  while (reads() < 2) await app.locator('body').evaluate(() => new Promise(requestAnimationFrame));
  await app.locator('h2').scrollIntoViewIfNeeded();
  await outcome.waitFor();
  await app.getByRole('combobox', { name: 'Group' }).fill('contractors');
  await app.getByRole('option', { name: 'contractors' }).click();
  await readWhole(app, 240);
  await page.goBack();
  await outcome.waitFor();
});

it('copies the response details', async () => {
  const { page, app } = await file.stage.visit({ as: 'member', group });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await removePerson(app, ZOE.name);
  await app.getByRole('alert').getByText('Response details').click();
  await app.getByRole('button', { name: 'Copy details' }).click();
  await app.getByText('Copied', { exact: true }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Status code: 403\nTrace ID: [0-9a-f]{32}\n/);
});
