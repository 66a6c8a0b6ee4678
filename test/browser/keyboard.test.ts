import { Past, receipt, ZOE } from './support/history';
import { goTo, groupIds, hold, planButton, readWhole, rowOf, Stage } from './support/page';
import { expectFocusSeen, focusedIn, hasFocus, tabTo } from './support/walk';

const file = Stage.forFile();
const past = new Past(file);
const { designTeam } = groupIds;
const JOSE = { name: 'José Ñáñez Íñiguez', id: '5c3a1fa4e0d7426a91b8c025' };
const JONAS = { name: 'Jonas Berg', id: '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713' };

it('takes people out of a group and puts them back, with the keyboard alone', async () => {
  const { page, app } = await file.stage.visit();
  await tabTo(page, app.getByRole('table', { name: 'Groups' }).getByRole('button', { name: 'design-team' }));
  await page.keyboard.press('Enter');
  await readWhole(app, 24);
  // One stop for the whole table, where the arrow keys lead on.
  await tabTo(page, rowOf(app, 'Sasha Whitfield'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await app.getByText('2 selected').waitFor();
  expect(await hasFocus(rowOf(app, JOSE.name))).toBe(true);
  // What can be done with them stands before the table.
  await tabTo(page, app.getByRole('button', { name: 'Remove selected (2)' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await app.getByRole('heading', { name: 'Review changes' }).waitFor();
  await tabTo(page, app.getByRole('button', { name: 'Remove 2 people' }));
  await page.keyboard.press('Enter');
  const title = receipt(app).getByRole('heading', {
    name: `Removed ${ZOE.name} and ${JOSE.name} from design-team`,
  });
  await title.waitFor();
  await tabTo(page, receipt(app).getByRole('button', { name: 'Undo', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, app.getByRole('button', { name: 'Add 2 people back' }));
  await page.keyboard.press('Enter');
  await receipt(app).getByText(`Added ${ZOE.name} and ${JOSE.name} back to design-team`).waitFor();
  expect(await past.members(designTeam)).toEqual(expect.arrayContaining([ZOE.id, JOSE.id]));
});

it('takes a person out of everything, with the keyboard alone', async () => {
  const { page, app } = await file.stage.visit();
  await tabTo(page, app.getByRole('button', { name: 'Find a person' }));
  await page.keyboard.press('Enter');
  const find = app.getByRole('searchbox', { name: 'Find a person' });
  await find.waitFor();
  expect(await hasFocus(find)).toBe(true);
  await page.keyboard.type(JONAS.name);
  await tabTo(page, app.getByRole('button', { name: JONAS.name, exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, app.getByRole('button', { name: 'Offboard' }).and(app.locator(':enabled')));
  await page.keyboard.press('Enter');
  await tabTo(page, planButton(app).and(app.locator(':enabled')));
  await page.keyboard.press('Enter');
  await receipt(app).waitFor();
  expect(file.stage.deletedIds.every((id) => id === JONAS.id)).toBe(true);
  expect(await past.members(designTeam)).not.toContain(JONAS.id);
});

it('says what happened to a person, with the keyboard alone', async () => {
  await past.removed([JONAS.id]);
  const { page, app } = await file.stage.visit();
  await tabTo(page, app.getByRole('tab', { selected: true }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await tabTo(page, app.getByRole('searchbox', { name: 'Find a person' }));
  await page.keyboard.type(JONAS.name);
  await tabTo(page, app.getByRole('button', { name: JONAS.name, exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, app.getByRole('button', { name: 'Show what was changed here' }));
  await page.keyboard.press('Space');
  await tabTo(page, app.getByRole('button', { name: 'Undo removal from design-team' }));
  await page.keyboard.press('Enter');
  const dialog = app.getByRole('dialog', { name: `Add ${JONAS.name} back to design-team?` });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await hasFocus(app.getByRole('button', { name: 'Undo removal from design-team' }))).toBe(true);
  // The same from the history.
  await tabTo(page, app.getByRole('tab', { selected: true }), 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await tabTo(page, app.getByRole('combobox', { name: 'Person' }));
  await page.keyboard.type(JONAS.name);
  await app.getByRole('option', { name: JONAS.name }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await app.getByRole('heading', { name: `Changes of ${JONAS.name}` }).waitFor();
  await app.getByRole('rowheader', { name: 'Removed from design-team' }).waitFor();
});

it('keeps the focus inside each dialog, and gives it back to what opened it', async () => {
  const { page, app } = await file.stage.visit({ group: designTeam });
  await readWhole(app, 24);
  const open = [
    async () => {
      await tabTo(page, rowOf(app, 'Sasha Whitfield'));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      return app.getByRole('button', { name: `Remove ${ZOE.name}` });
    },
    async () => tabToButton('Add people'),
    async () => tabToButton('From a list'),
    async () => {
      await tabTo(page, rowOf(app, ZOE.name));
      await page.keyboard.press('Space');
      return tabToButton('Move to…');
    },
  ];
  async function tabToButton(name: string) {
    const button = app.getByRole('button', { name });
    await tabTo(page, button, 'Shift+Tab');
    return button;
  }
  for (const openDialog of open) {
    const opener = await openDialog();
    await page.keyboard.press('Enter');
    const dialog = app.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    const behind = await dialog.evaluateHandle(watchFocusBehind);
    for (let presses = 0; presses < 15; presses += 1) {
      await page.keyboard.press(presses < 8 ? 'Tab' : 'Shift+Tab');
    }
    expect(await behind.jsonValue()).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect([await focusedIn(page), await hasFocus(opener)]).toEqual([expect.any(String), true]);
  }
});

/** Runs in the page. @returns what gets the focus behind a dialog from now on */
function watchFocusBehind(dialog: Element): string[] {
  const behind: string[] = [];
  const watch = ({ target }: Event) => {
    const isBehind = target instanceof Element && dialog.isConnected && !target.closest('dialog');
    if (isBehind) behind.push(target.outerHTML);
  };
  document.addEventListener('focusin', watch);
  return behind;
}

it('takes out of a group who a pasted list names, with the keyboard alone', async () => {
  const { page, app } = await file.stage.visit({ group: designTeam });
  await readWhole(app, 24);
  await tabTo(page, app.getByRole('button', { name: 'From a list' }));
  await page.keyboard.press('Enter');
  const dialog = app.getByRole('dialog', { name: 'From a list' });
  await dialog.waitFor();
  const rows = [`${ZOE.id},Left`, `${JOSE.id},Left`, `${JONAS.id},Here`];
  await page.keyboard.insertText(['Account ID,State', ...rows].join('\n'));
  await dialog.getByText('3 lines: 3 people found.').waitFor();
  await tabTo(page, dialog.locator('summary').filter({ hasText: 'State' }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('checkbox', { name: 'Left (2)' }));
  await page.keyboard.press('Space');
  await dialog.getByText('3 lines: 2 people found, 1 left out by a filter.').waitFor();
  await tabTo(page, dialog.getByRole('radio', { name: 'Remove them' }));
  await tabTo(page, dialog.getByRole('button', { name: 'Review 2 people' }));
  await page.keyboard.press('Enter');
  await app.getByRole('heading', { name: 'Review changes' }).waitFor();
  await tabTo(page, app.getByRole('button', { name: 'Remove 2 people' }).and(app.locator(':enabled')));
  await page.keyboard.press('Enter');
  await receipt(app)
    .getByRole('heading', { name: `Removed ${ZOE.name} and ${JOSE.name} from design-team` })
    .waitFor();
  expect([...file.stage.deletedIds].sort()).toEqual([ZOE.id, JOSE.id].sort());
});

it('compares two groups, and plans to move people, with the keyboard alone', async () => {
  const { page, app } = await file.stage.visit();
  await tabTo(page, app.getByRole('button', { name: 'Compare groups' }));
  await page.keyboard.press('Enter');
  await app.getByRole('heading', { name: 'Compare' }).waitFor();
  for (const [side, name] of [
    ['Group A', 'dept-legal'],
    ['Group B', 'dept-product'],
  ] as const) {
    await tabTo(page, app.getByRole('combobox', { name: side }));
    await page.keyboard.type(name);
    await app.getByRole('option', { name: new RegExp(`^${name}`) }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await app.getByText('As Confluence lists the members.').waitFor();
  await tabTo(page, app.getByRole('button', { name: /^Only in dept-product/ }));
  await page.keyboard.press('Space');
  const row = (index: number) => app.locator(`[data-index="${index}"]`);
  await tabTo(page, row(0));
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await app.getByText('2 selected', { exact: true }).waitFor();
  expect(await hasFocus(row(1))).toBe(true);
  await tabTo(page, app.getByRole('button', { name: 'Move 2 to dept-legal' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await app.getByRole('heading', { name: 'Review changes' }).waitFor();
  await tabTo(page, planButton(app).and(app.locator(':enabled')));
  expect(await focusedIn(page)).toContain('Make 4 changes');
});

it('keeps in sight what the keyboard is at when a message comes to the bottom', async () => {
  const { page: earlier } = await file.stage.visit({ as: 'member' });
  const { held, release } = await hold(earlier, 'tryBackground');
  const { page, app } = await file.stage.visit({ after: earlier });
  await held;
  await goTo(page, { group: designTeam });
  await readWhole(app, 24);
  await tabTo(page, app.locator('[data-index="0"]'));
  await page.keyboard.press('End');
  const last = app.locator('[data-index="23"]');
  expect(await hasFocus(last)).toBe(true);
  release();
  await app.getByText('This was tried just now').waitFor();
  await expectFocusSeen(last);
});
