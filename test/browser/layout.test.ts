import { ZOE } from './support/history';
import {
  chooseAction,
  confirmPlan,
  confirmRemoval,
  goTo,
  groupIds,
  hold,
  planButton,
  readWhole,
  removalDialog,
  resize,
  rowOf,
  selectFirst,
  Stage,
  type FrameLocator,
  type Locator,
} from './support/page';

const file = Stage.forFile();
const { allStaff, contractors, designTeam } = groupIds;
/** In the first page of contractors, with two lozenges, and an address that is hidden. */
const TWO_LOZENGES = 'Juma O. Mwangi';

const visit = (group: string, width: number, height = 800) =>
  file.stage.visit({ group, viewport: { width, height } });
/** A row of the list that is shown: one that was left stays in the document. */
const rowAt = (app: FrameLocator, index: number) => app.locator(`[data-index="${index}"]:visible`);

/** Does what a click does, without scrolling to where it is. */
const press = (target: Locator) => target.evaluate((element: HTMLElement) => element.click());
const tick = (app: FrameLocator, index: number) => press(rowAt(app, index).getByRole('checkbox'));

describe('the first row of a group', () => {
  const boxOfFirstRow = (app: FrameLocator) =>
    rowAt(app, 0).evaluate((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return { top, below: window.innerHeight - bottom };
    });

  it('is at most 200 px below the top of the page at 1280 × 900 px, and on the first screen at 200 % zoom', async () => {
    const { page, app } = await visit(contractors, 1280, 900);
    const topOf = async (name: string) => {
      await app.getByRole('table', { name, exact: true }).and(app.locator(':visible')).waitFor();
      return (await boxOfFirstRow(app)).top;
    };
    const tops = [await topOf('Members of contractors')];
    await readWhole(app, 240);
    await resize(page, 640, 450);
    const zoomed = await boxOfFirstRow(app);
    await resize(page, 1280, 900);
    for (const [group, name] of [
      [designTeam, 'design-team'],
      [allStaff, 'all-staff'],
    ] as const) {
      await goTo(page, { group });
      tops.push(await topOf(`Members of ${name}`));
    }
    await goTo(page, { path: `/compare/a/${contractors}/b/${designTeam}` });
    await app.getByText('As Confluence lists the members.').waitFor();
    await rowAt(app, 0).waitFor();
    tops.push((await boxOfFirstRow(app)).top);
    expect(Math.max(...tops)).toBeLessThanOrEqual(200);
    expect(zoomed.below).toBeGreaterThanOrEqual(0);
  });

  it('is where its outline was, and where its name stood before the rest of the page was drawn', async () => {
    const members = file.stage.holdReads(/membersByGroupId/);
    const byId = file.stage.holdReads(/by-id/);
    const { app } = await visit(designTeam, 1280);
    const outline = await app
      .getByText('Loading members…')
      .evaluate((words) => words.parentElement?.querySelector('[data-row]')?.getBoundingClientRect().top);
    members.release();
    const name = app.getByRole('rowheader', { name: 'Sasha Whitfield', exact: true });
    const topOfName = () => name.evaluate((cell) => cell.getBoundingClientRect().top);
    await name.waitFor();
    const before = await topOfName();
    byId.release();
    await readWhole(app, 24);
    expect(Math.abs((await topOfName()) - before)).toBeLessThan(8);
    expect(Math.abs((await boxOfFirstRow(app)).top - (outline ?? 0))).toBeLessThan(8);
  });
});

/**
 * Where the rows, buttons and fields of the page are: those of rows by the place of their row, whoever has it, and the others
 * by what they are called, where numbers may change.
 */
async function boxesIn(app: FrameLocator): Promise<Record<string, string>> {
  return app.locator('main').evaluate((main) => {
    const boxes: Record<string, string> = {};
    for (const element of main.querySelectorAll<HTMLElement>('tr[data-account-id], button, input')) {
      if (element.closest('dialog') || !element.checkVisibility()) continue;
      const row = element.closest('tr')?.getAttribute('data-index');
      const name = element.matches('tr') ? '' : element.innerText.replace(/\d[\d,]*/g, '#');
      const { x, y, width, height } = element.getBoundingClientRect();
      boxes[`${element.localName} ${row ?? ''} ${name || (element.getAttribute('aria-label') ?? '')}`] = [
        x,
        y + window.scrollY,
        width,
        height,
      ]
        .map(Math.round)
        .join(' ');
    }
    return boxes;
  });
}

/** What is there before and after is where it was; so many rows are. */
function expectUnmoved(before: Record<string, string>, after: Record<string, string>, rows: number): void {
  const both = Object.keys(before).filter((key) => key in after);
  expect(both.filter((key) => key.startsWith('tr ')).length).toBeGreaterThanOrEqual(rows);
  expect(both).toEqual(expect.arrayContaining(['input  ', 'button  More actions']));
  const placesOf = (boxes: Record<string, string>) =>
    Object.fromEntries(both.map((key) => [key, boxes[key]] as const));
  expect(placesOf(after)).toEqual(placesOf(before));
}

describe.each([
  [1280, 900],
  [640, 450], // 200 % zoom halves the CSS pixels of a window of 1280 × 900.
  [320, 568],
])('at %i × %i px nothing moves', (width, height) => {
  it('when people are ticked, changed and not changed, and something is said', async () => {
    const { page, app } = await visit(contractors, width, height);
    await readWhole(app, 240);
    const before = await boxesIn(app);
    const expectNothingMoved = async () => expectUnmoved(before, await boxesIn(app), 2);

    await tick(app, 0);
    await app.getByText('1 selected', { exact: true }).waitFor();
    await expectNothingMoved();
    await press(app.getByRole('button', { name: 'Select all 240' }));
    await app.getByText('240 selected', { exact: true }).waitFor();
    await tick(app, 1);
    await app.getByText('239 selected', { exact: true }).waitFor();
    await expectNothingMoved();
    // What to do with them is in sight however far down.
    await rowAt(app, 1).evaluate((row) => row.scrollIntoView({ block: 'start' }));
    expect(await app.getByRole('button', { name: 'Remove selected (239)' }).evaluate(isOnTop)).toBe(true);
    await press(app.getByRole('button', { name: 'Clear', exact: true }));

    const { held, release } = await hold(page, 'makeChanges');
    const fails = { method: 'DELETE', body: { message: 'Not today.' } };
    file.stage.fault({ ...fails, status: 400 });
    await selectFirst(app, 2);
    await app.getByRole('button', { name: 'Remove selected (2)' }).click();
    await confirmPlan(app);
    await held;
    await app.getByRole('progressbar').waitFor();
    await scrollToTop(app);
    await expectNothingMoved();
    release();
    const receipt = app.getByRole('region', { name: 'Receipt' });
    await receipt.waitFor();
    await rowAt(app, 1).getByText('Not removed.').waitFor();
    await expectNothingMoved();
    expect(await receipt.evaluate(isBelowEndOfPage)).toBe(true);
    await scrollToTop(app);
    await receipt.getByRole('button', { name: 'Dismiss' }).click();

    await removeRow(app, 2);
    await rowAt(app, 2).getByText('Not removed.').waitFor();
    await expectNothingMoved();
    file.stage.fault({ ...fails, status: 401 });
    await removeRow(app, 3);
    await app.getByRole('alert').getByText('Confluence asks you to sign in').waitFor();
    await expectNothingMoved();
    file.stage.fault();

    await chooseAction(app, 'Copy ID');
    await app.getByText(/The group’s ID (?:was copied|is)/).waitFor();
    await scrollToTop(app);
    await expectNothingMoved();
    await removeRow(app, 3);
    await app.getByText(/^Removed .* from contractors\.$/).waitFor();
    await expectNothingMoved();
    file.stage.tolerate(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await app.getByText('You are offline', { exact: true }).waitFor();
    await expectNothingMoved();
  });

  it('when people are ticked in a comparison, and in the dialog From a list, when a file is read', async () => {
    const { page, app } = await file.stage.visit({
      path: `/compare/a/${contractors}/b/${groupIds.deptProduct}`,
      viewport: { width, height },
    });
    await app.getByText('As Confluence lists the members.').waitFor();
    const unticked = await boxesIn(app);
    await tick(app, 0);
    await app.getByText('1 selected', { exact: true }).waitFor();
    expectUnmoved(withoutActions(unticked), withoutActions(await boxesIn(app)), 2);

    await goTo(page, { group: contractors });
    await readWhole(app, 240);
    await app.getByRole('button', { name: 'From a list' }).click();
    const dialog = app.getByRole('dialog', { name: 'From a list' });
    const field = dialog.getByRole('textbox', { name: 'Account IDs or email addresses' });
    /** The field makes room for files, and the button widens with a number: the corners that stay. */
    const places = async () => ({
      dialog: await dialog.evaluate(cornersOf),
      field: (await field.evaluate(cornersOf)).slice(0, 3),
      review: (await dialog.getByRole('button', { name: /^Review/ }).evaluate(cornersOf)).slice(2),
    });
    await field.waitFor();
    const before = await places();
    await dialog.locator('input[type="file"]').setInputFiles({
      name: 'leavers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `Name,Account ID,Status,Last seen\nZoë,${ZOE.id},Active,12 Mar 2025\nNobody At All,,Left,Never\n`,
      ),
    });
    await dialog.getByText(/^2 lines: .* 1 could not be matched\.$/).waitFor();
    await dialog.getByRole('combobox', { name: 'Last seen' }).waitFor();
    expect(await places()).toEqual(before);
    await press(dialog.getByRole('radio', { name: 'Chosen groups' }));
    await dialog.getByText('Choose a group first.').waitFor();
    await scrollUp(field);
    expect(await places()).toEqual(before);
  });
});

/** Without the buttons whose numbers make them wider. */
function withoutActions(boxes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(boxes).filter(([key]) => !/ (?:Add|Move|Remove) #/.test(key)));
}

/** Left, top, right and bottom of an element in the window, px. */
function cornersOf(element: Element): number[] {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [left, top, right, bottom].map(Math.round);
}

/** Scrolls what is around an element to its start. */
const scrollUp = (element: Locator) =>
  element.evaluate((inner) => {
    for (let outer = inner.parentElement; outer; outer = outer.parentElement) outer.scrollTop = 0;
  });

const scrollToTop = (app: FrameLocator) => app.locator('html').evaluate(() => window.scrollTo(0, 0));

/** Whether the end of what the page shows can be scrolled to above what is docked. */
function isBelowEndOfPage(docked: Element): boolean {
  window.scrollTo(0, document.documentElement.scrollHeight);
  const panels = [...document.querySelectorAll('[role="tabpanel"]')];
  const { top } = docked.getBoundingClientRect();
  return panels.every((panel) => panel.getBoundingClientRect().bottom <= top);
}

async function removeRow(app: FrameLocator, index: number): Promise<void> {
  await press(rowAt(app, index).getByRole('button', { name: /^Remove / }));
  await confirmRemoval(app);
}

/** Whether a click on the middle of an element hits it. */
function isOnTop(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return hit !== null && element.contains(hit);
}

/** What reaches beyond the page to the right, or can be scrolled that way. */
function findOverflow(app: FrameLocator): Promise<string[]> {
  return app.locator('html').evaluate((html) =>
    [html, ...html.querySelectorAll('*')]
      .filter((element) => {
        const scrolls = element === html || /auto|scroll/.test(getComputedStyle(element).overflowX);
        return scrolls && element.scrollWidth > element.clientWidth;
      })
      .map((element) => `${element.localName}.${element.classList.value}`),
  );
}

it('has nothing to scroll sideways at 1280, 375 and 320 px', async () => {
  const { page, app } = await file.stage.visit({ viewport: { width: 1280, height: 700 } });
  const overflow: Record<string, string[]> = {};
  const look = async (place: string) => {
    for (const width of [375, 320, 1280]) {
      await resize(page, width, 700);
      overflow[`${place} at ${width}`] = await findOverflow(app);
    }
  };
  await app.getByRole('table', { name: 'Groups' }).waitFor();
  await look('home');

  // With a name of 255 characters without a blank, and names of both directions.
  await goTo(page, { path: `/compare/a/${designTeam}/b/${contractors}` });
  await app.getByText('As Confluence lists the members.').waitFor();
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await look('compare');
  await app.getByRole('button', { name: 'A list', exact: true }).click();
  await app
    .getByRole('textbox', { name: 'Account IDs or email addresses' })
    .fill(`${'nobody'.repeat(50)}@example.com`);
  await app.getByText('1 line: nobody found, 1 could not be matched.').waitFor();
  await app.locator('summary').first().click();
  await look('group and list');

  await goTo(page, { group: designTeam });
  await readWhole(app, 24);
  await look('group');
  await app.getByRole('checkbox', { name: 'Select all' }).check();
  await app.getByRole('button', { name: 'Remove selected (24)' }).waitFor();
  await look('selection');

  await app.getByRole('button', { name: 'Remove selected (24)' }).click();
  await planButton(app).waitFor();
  await look('plan');
  await confirmPlan(app);
  const receipt = app.getByRole('region', { name: 'Receipt' });
  await receipt.getByRole('button', { name: 'View receipt' }).waitFor();
  await look('docked receipt');
  await receipt.getByRole('button', { name: 'View receipt' }).click();
  await app.getByRole('table', { name: /people/i }).waitFor();
  await look('receipt');

  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('table', { name: 'Changes' }).waitFor();
  await look('history');

  await goTo(page, { path: `/people/${ZOE.id}` });
  await app.getByRole('table', { name: /^Groups of / }).waitFor();
  await look('person');
  expect(Object.entries(overflow).filter(([, found]) => found.length > 0)).toEqual([]);
});

it('asks about the longest name within windows of any size, and confirms', async () => {
  const { page, app } = await visit(designTeam, 1280);
  const name = (await app.getByRole('rowheader', { name: /^Wolfe/ }).innerText()).trim();
  expect(name).toHaveLength(255);
  await app.getByRole('button', { name: `Remove ${name}` }).click();
  const dialog = await removalDialog(app);
  for (const [width, height] of [
    [1280, 800],
    [640, 400],
    [320, 568],
  ] as const) {
    await resize(page, width, height);
    const room = await dialog.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return Math.min(left, top, window.innerWidth - right, window.innerHeight - bottom);
    });
    expect([width, Math.min(room, 0)]).toEqual([width, 0]);
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click({ trial: true });
  }
  await confirmRemoval(app);
  await app.getByText('23 members').waitFor();
});

it('shows both lozenges and the id of a person whole, enough of the name, and the boxes in one column', async () => {
  const { page, app } = await visit(contractors, 1280);
  await readWhole(app, 240);
  await app.getByRole('searchbox', { name: 'Find a person' }).fill(TWO_LOZENGES);
  const row = rowOf(app, TWO_LOZENGES);
  await row.getByText('Guest').waitFor();
  for (const width of [1280, 768, 320]) {
    await resize(page, width, 800);
    const seen = await row.evaluate(partsSeenOf);
    expect({ width, ...seen }).toMatchObject({ width, cutOff: 0, isIdWhole: true, areBoxesAligned: true });
    expect(seen.lozenges).toBeGreaterThanOrEqual(2);
    expect(seen.name).toBeGreaterThan(80);
  }
  // A long name has two lines there.
  await goTo(page, { group: designTeam });
  const name = rowOf(app, 'José Ñáñez Íñiguez').locator('th bdi');
  expect(
    await name.evaluate(
      (text) => text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight,
    ),
  ).toBe(true);
});

/** What of a person's row is seen: lozenges, the width of the name in px, whether the id is whole and the box in its column. */
function partsSeenOf(row: Element) {
  const { bottom, right } = row.getBoundingClientRect();
  const lozenges = [...row.querySelectorAll('td:nth-of-type(2) span')].map((lozenge) =>
    lozenge.getBoundingClientRect(),
  );
  const id = row.querySelector('code');
  const startOf = (box: Element | null | undefined) => box?.getBoundingClientRect().x;
  return {
    lozenges: lozenges.filter((box) => box.bottom <= bottom && box.right <= right).length,
    cutOff: lozenges.filter((box) => box.bottom > bottom || box.right > right).length,
    name: row.querySelector('bdi')?.getBoundingClientRect().width ?? 0,
    isIdWhole: id !== null && id.scrollWidth <= id.clientWidth,
    areBoxesAligned:
      startOf(row.querySelector('input')) === startOf(row.closest('table')?.querySelector('thead input')),
  };
}
