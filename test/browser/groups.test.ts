/** Addresses. The combobox itself is tested without a browser. */
import { goTo, groupIds, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();

const comboboxOf = (app: FrameLocator) => app.getByRole('combobox', { name: 'Group' });
const membersOf = (app: FrameLocator, group: string) =>
  app.getByRole('table', { name: `Members of ${group}`, exact: true });

describe('the address', () => {
  it('names the group, so that Back, Forward and a reload land where one was', async () => {
    const { page, app } = await file.stage.visit();
    const groups = app.getByRole('table', { name: 'Groups' });
    await groups.getByRole('button', { name: 'empty-group' }).click();
    await app.getByRole('heading', { level: 2, name: 'empty-group' }).waitFor();
    await comboboxOf(app).fill('R&D');
    await app.getByRole('option', { name: 'R&D / Zürich (北)' }).click();
    await membersOf(app, 'R&D / Zürich (北)').waitFor();
    expect(page.url()).toContain(`group=${groupIds.research}`);
    await page.goBack();
    await app.getByRole('heading', { level: 2, name: 'empty-group' }).waitFor();
    expect(await comboboxOf(app).inputValue()).toBe('empty-group');
    await page.goBack();
    await groups.waitFor();
    await page.goForward();
    await page.goForward();
    await membersOf(app, 'R&D / Zürich (北)').waitFor();
    await page.reload();
    await membersOf(app, 'R&D / Zürich (北)').waitFor();
    // One that names no group is not called Confluence’s fault.
    await goTo(page, { group: 'a..b' });
    await app.getByText('It may have been deleted, or the link may be wrong.').waitFor();
    expect(await app.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(file.stage.requestsFor('a..b/membersByGroupId')).toEqual([]);
  });

  it('names the tab, which comes back as it was left', async () => {
    const { page, app } = await file.stage.visit({ group: groupIds.designTeam });
    await app.getByRole('searchbox', { name: 'Find a person' }).fill('castellanos');
    await app.getByText('1 member matches.').waitFor();
    await app.getByRole('tab', { name: 'People' }).click();
    await page.waitForURL(/path=%2Fpeople/);
    await app.getByRole('tab', { name: 'History' }).click();
    await page.waitForURL(/path=%2Fhistory/);
    await app.getByRole('tab', { name: 'Groups' }).click();
    await page.waitForURL(/group=/);
    await app.getByText('1 member matches.').waitFor();
    // A second press leads to the list of groups.
    await app.getByRole('tab', { name: 'Groups' }).click();
    await app.getByRole('table', { name: 'Groups' }).waitFor();
  });
});
