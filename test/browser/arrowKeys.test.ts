import { groupIds, loaded, readWhole, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const { allStaff, contractors } = groupIds;

const visit = (group: string) => file.stage.visit({ group, viewport: { width: 1280, height: 800 } });

describe('with the keyboard alone', () => {
  /** What has the focus: a row by its number, or what a control is called. */
  const focused = (app: FrameLocator) =>
    app
      .locator(':focus')
      .evaluate(
        (element: HTMLElement) =>
          element.getAttribute('aria-rowindex') ?? element.getAttribute('aria-label') ?? element.innerText,
      );
  const isInSight = (app: FrameLocator) =>
    app.locator(':focus').evaluate((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const list = row.closest('[role="region"]')?.getBoundingClientRect();
      return list !== undefined && top >= list.top && bottom <= list.bottom;
    });

  it('the table of 240 is one stop, and arrow keys, Home, End, Space and Enter lead through it', async () => {
    const { page, app } = await visit(contractors);
    await readWhole(app, 240);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await app.getByRole('button', { name: /^Deactivated/ }).focus();
    await press('Tab');
    expect(await focused(app)).toBe('2');
    await press('Tab');
    expect(await app.locator('table :focus').count()).toBe(0);
    await press('Shift+Tab', 'ArrowDown', 'ArrowDown');
    expect(await focused(app)).toBe('4');
    await press('End');
    expect(await focused(app)).toBe('241');
    expect(await isInSight(app)).toBe(true);
    await press('Space', 'Shift+ArrowUp', 'Shift+ArrowUp');
    await app.getByText('3 selected', { exact: true }).waitFor();
    expect(await focused(app)).toBe('239');
    await press('Home');
    expect(await focused(app)).toBe('2');
    expect(await isInSight(app)).toBe(true);
    await press('PageDown');
    expect(Number(await focused(app))).toBeGreaterThan(6);
    expect(await isInSight(app)).toBe(true);
    await press('Home', 'Enter');
    const remove = await focused(app);
    expect(remove).toMatch(/^Remove /);
    await press('Enter');
    await app.getByRole('dialog', { name: `${remove} from contractors?` }).waitFor();
    await press('Escape');
    await app.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(app)).toBe(remove);
    await press('Escape');
    expect(await focused(app)).toBe('2');
    await press('ArrowUp', 'Space');
    await app.getByText('240 selected', { exact: true }).waitFor();
  });

  it('it leads beyond what is read of a large group, and reads that', async () => {
    const { page, app } = await visit(allStaff);
    await loaded(app, 50);
    await app.locator('[data-index="0"]').focus();
    await page.keyboard.press('End');
    expect(await focused(app)).toBe('3001');
    await app.locator('[data-account-id]:focus').waitFor();
    expect(await focused(app)).toBe('3001');
    await loaded(app, 100);
    await page.keyboard.press('Home');
    for (let pages = 0; pages < 5; pages += 1) await page.keyboard.press('PageDown');
    const row = await focused(app);
    expect(Number(row)).toBeGreaterThan(40);
    await loaded(app, 150);
    await app.locator('[data-account-id]:focus').waitFor();
    expect(await focused(app)).toBe(row);
    expect(await isInSight(app)).toBe(true);
  });
});
