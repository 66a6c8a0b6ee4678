import { groupIds, removePerson, rowOf, Stage } from './support/page';

// The short limit leaves a request half a second before its time is out.
const file = Stage.forFile({ invocationLimitMs: 2_000 });
const group = groupIds.designTeam;
const ZOE = { name: 'Zoë Ångström-Çelik', id: '5c3a1f9be0d7426a91b8c024' };
const OLGA = { name: 'Ольга Ковальчук', id: '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23' };

const isMember = async ({ id }: { id: string }) => {
  const response = await fetch(`${file.stage.sandbox.url}/wiki/rest/api/user/memberof?accountId=${id}`, {
    headers: { authorization: 'Bearer member' },
  });
  const { results } = (await response.json()) as { results: { id: string }[] };
  return results.some((found) => found.id === group);
};

it('204: the person leaves the list once Confluence said so, and a screen reader hears it', async () => {
  const { app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', delayMs: 300 });
  await removePerson(app, ZOE.name);
  await rowOf(app, ZOE.name).getByText('Removing…').waitFor();
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
  await app.getByRole('dialog').waitFor();
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
    file.stage.fault({ method: 'DELETE', delayMs: 200 });
    await app.getByRole('button', { name: `Remove ${ZOE.name}` }).dblclick();
    const confirm = app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
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
    expect(await app.getByRole('dialog').count()).toBe(1);
    expect(file.stage.deletedIds).toEqual([]);
    await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).focus();
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
    await second.app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
    expect(file.stage.deletedIds).toEqual([ZOE.id, ZOE.id]);
  });
});

describe('someone who may look but not remove', () => {
  it.each(['member', 'confluence-admin'] as const)('%s reads Confluence’s answer, not ours', async (as) => {
    const { app } = await file.stage.visit({ as, group });
    await removePerson(app, ZOE.name);
    const alert = app.getByRole('alert');
    await alert.getByText('You can’t remove people from this group', { exact: true }).waitFor();
    await alert.getByText('only a site admin can change a group. Nothing was changed.').waitFor();
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
    [{ status: 401 }, 'Your session ended', 'Nothing was changed.'],
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
    await app.getByRole('alert').getByText('This group no longer exists').waitFor();
  });

  it.each([
    [
      { status: 400, body: { message: 'accountId is invalid' } },
      'Confluence did not accept the request',
      'Confluence said: “accountId is invalid”',
    ],
    [{ status: 404 }, 'This account no longer exists', 'Reload the list'],
    [{ status: 500, body: '<html><b>Oops</b></html>' }, 'Confluence did not answer', 'Try again'],
  ])('on the row for %j', async (fault, title, text) => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ ...fault, method: 'DELETE' });
    await removePerson(app, ZOE.name);
    const row = rowOf(app, ZOE.name);
    await row.getByText(title).waitFor();
    await row.getByText(text).waitFor();
    await row.getByText('Response details').click();
    await row.getByText(`Status code: ${fault.status}`).waitFor();
    file.stage.fault();
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
      await row.getByText('Still in the group: the removal did not happen.').waitFor();
      await row.getByRole('button', { name: `Remove ${ZOE.name}` }).waitFor();
    } else {
      await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
    }
    // A request is logged when it is answered, and a late one may not be yet.
    expect(file.stage.deletedIds).toEqual('delayMs' in fault ? [] : [ZOE.id]);
  });

  it('when the check fails too: still not confirmed', async () => {
    const { app } = await file.stage.visit({ group });
    file.stage.fault({ method: 'DELETE', drop: 'after' }, { path: 'memberof', status: 503, times: 1 });
    await removePerson(app, ZOE.name);
    const check = app.getByRole('button', { name: `Check ${ZOE.name}` });
    await check.click();
    await rowOf(app, ZOE.name).getByText('Confluence did not answer').waitFor();
    await check.click();
    await app.getByText(`Removed ${ZOE.name} from design-team.`).waitFor();
  });
});

it('keeps a row’s outcome through a reload of the list and a visit to another group', async () => {
  const { page, app } = await file.stage.visit({ group });
  file.stage.fault({ method: 'DELETE', accountId: OLGA.id, status: 500 });
  await removePerson(app, OLGA.name);
  const outcome = rowOf(app, OLGA.name).getByText('Confluence did not answer');
  await outcome.waitFor();
  await app.getByRole('button', { name: 'Reload' }).click();
  await app.locator('h2').scrollIntoViewIfNeeded();
  await outcome.waitFor();
  await app.getByRole('combobox', { name: 'Group' }).fill('contractors');
  await app.getByRole('option', { name: 'contractors' }).click();
  await app.getByRole('table', { name: 'Members of contractors' }).waitFor();
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
