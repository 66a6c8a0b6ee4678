/** Page Compare, from the two sides to the directory after the plan. What its parts and actions are is tested without a browser. */
import { Past, receipt, ZOE } from './support/history';
import { chooseAction, confirmPlan, groupIds, rowOf, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const past = new Past(file);
const { deptLegal, deptProduct } = groupIds;
/** Two departments, which have some people in common. */
const TWO = `/compare/a/${deptLegal}/b/${deptProduct}`;

/** The buttons of the parts. */
const partsOf = (app: FrameLocator) => app.getByRole('group', { name: 'Who is where' }).getByRole('button');
const actionsOf = (app: FrameLocator) => app.getByRole('group', { name: 'Actions' });
const listField = (app: FrameLocator) => app.getByRole('textbox', { name: 'Account IDs or email addresses' });

/** Waits until the parts have these names and numbers. */
async function partsAre(app: FrameLocator, ...names: readonly string[]): Promise<void> {
  for (const name of names)
    await partsOf(app)
      .and(app.getByRole('button', { name, exact: true }))
      .waitFor();
  expect(await partsOf(app).count()).toBe(names.length);
}

/** Who is in the first group alone, in both, and in the second alone, as the directory has it. */
async function compared(a: string, b: string) {
  const [ofA, ofB] = [await past.members(a), await past.members(b)];
  return {
    onlyA: ofA.filter((id) => !ofB.includes(id)),
    both: ofA.filter((id) => ofB.includes(id)),
    onlyB: ofB.filter((id) => !ofA.includes(id)),
  };
}

/** Ticks the first people of the part that is shown. @returns their account ids */
async function tickFirst(app: FrameLocator, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const row = app.locator(`[data-index="${index}"]`);
    await row.getByRole('checkbox').check();
    ids.push((await row.getAttribute('data-account-id')) ?? '');
  }
  return ids;
}

/** Carries the plan out, and waits for what the receipt says; the comparison is in sight again then. */
async function carryOut(app: FrameLocator, title: RegExp): Promise<void> {
  await confirmPlan(app);
  await receipt(app).getByRole('heading', { name: title }).waitFor();
  await app.getByRole('heading', { name: 'Compare' }).waitFor();
  await receipt(app).getByRole('button', { name: 'Dismiss' }).click();
}

it('moves people from one department to another, copies some, and makes the two equal', async () => {
  const before = await compared(deptLegal, deptProduct);
  const { app } = await file.stage.visit();
  await app.getByRole('button', { name: 'Compare groups' }).click();
  for (const [side, name] of [
    ['Group A', 'dept-legal'],
    ['Group B', 'dept-product'],
  ] as const) {
    await app.getByRole('combobox', { name: side }).fill(name);
    await app.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  }
  const [a, both, b] = [before.onlyA.length, before.both.length, before.onlyB.length];
  await partsAre(app, `Only in dept-legal ${a}`, `In both ${both}`, `Only in dept-product ${b}`);

  const moved = await tickFirst(app, 2);
  await actionsOf(app).getByRole('button', { name: 'Move 2 to dept-product' }).click();
  await carryOut(app, /^Made 4 changes in 2 groups/);
  await partsAre(app, `Only in dept-legal ${a - 2}`, `In both ${both}`, `Only in dept-product ${b + 2}`);
  expect(await compared(deptLegal, deptProduct)).toEqual({
    ...before,
    onlyA: before.onlyA.filter((id) => !moved.includes(id)),
    onlyB: expect.arrayContaining([...before.onlyB, ...moved]) as string[],
  });

  const copied = await tickFirst(app, 2);
  await actionsOf(app).getByRole('button', { name: 'Add 2 to dept-product' }).click();
  await carryOut(app, /^Added .+ to dept-product$/);
  await partsAre(app, `Only in dept-legal ${a - 4}`, `In both ${both + 2}`, `Only in dept-product ${b + 2}`);
  expect((await compared(deptLegal, deptProduct)).both).toEqual(expect.arrayContaining(copied));

  await chooseAction(app, `Make dept-legal equal dept-product: ${b + 2} added, ${a - 4} removed`);
  await carryOut(app, /^Made \d+ changes in dept-legal/);
  await partsAre(app, 'Only in dept-legal 0', `In both ${b + both + 4}`, 'Only in dept-product 0');
  expect(await compared(deptLegal, deptProduct)).toMatchObject({ onlyA: [], onlyB: [] });
  expect(await past.members(deptLegal)).toHaveLength(b + both + 4);
});

it('keeps the groups through a reload, swapped, and back from elsewhere', async () => {
  const { onlyA, both, onlyB } = await compared(deptLegal, deptProduct);
  const legal = `Only in dept-legal ${onlyA.length}`;
  const product = `Only in dept-product ${onlyB.length}`;
  const { page, app } = await file.stage.visit({ path: TWO });
  await partsAre(app, legal, `In both ${both.length}`, product);
  await app.getByRole('button', { name: 'Swap' }).click();
  expect(await partsOf(app).first().innerText()).toBe(product);
  await page.reload();
  await partsAre(app, legal, `In both ${both.length}`, product);
  expect(await partsOf(app).first().innerText()).toBe(product);
  await partsOf(app).last().click();
  const [ticked] = await tickFirst(app, 1);
  await app.getByRole('tab', { name: 'People' }).click();
  await app.getByRole('searchbox', { name: 'Find a person' }).waitFor();
  await page.goBack();
  await app.getByRole('heading', { name: 'Compare' }).waitFor();
  expect(await app.getByRole('combobox', { name: 'Group A' }).inputValue()).toBe('dept-product');
  expect(await app.locator(`[data-account-id="${ticked}"]`).getByRole('checkbox').isChecked()).toBe(true);
  await page.goBack();
  await app.locator('[data-index="0"]').waitFor();
  expect(await app.getByRole('combobox', { name: 'Group A' }).inputValue()).toBe('dept-legal');
});

it('compares a group with a list, and adds who is only in that', async () => {
  const members = await past.members(deptLegal);
  const [first, second] = members;
  const { page, app } = await file.stage.visit({ path: TWO });
  await app.getByRole('button', { name: 'A list', exact: true }).click();
  await listField(app).fill([first, ZOE.id, second, 'nobody@example.com'].join('\n'));
  const parts = (a: number, both: number, list: number) =>
    partsAre(app, `Only in dept-legal ${a}`, `In both ${both}`, `Only in the list ${list}`);
  await parts(members.length - 2, 2, 1);
  // A line that is not matched may mean a member.
  await app.getByRole('button', { name: 'More actions' }).click();
  expect(await app.getByRole('menuitem').first().innerText()).toContain('not while 1 line is not matched');
  await page.keyboard.press('Escape');
  await partsOf(app)
    .filter({ hasText: /^Only in the list/ })
    .click();
  await rowOf(app, ZOE.name).waitFor();
  await actionsOf(app).getByRole('button', { name: 'Add 1 to dept-legal' }).click();
  const dialog = app.getByRole('dialog', { name: `Add ${ZOE.name} to dept-legal?` });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await parts(members.length - 2, 3, 0);
  expect(await past.members(deptLegal)).toEqual(expect.arrayContaining([...members, ZOE.id]));

  await listField(app).fill([first, ZOE.id].join('\n'));
  await parts(members.length - 1, 2, 0);
  await chooseAction(app, `Make dept-legal equal the list: 0 added, ${members.length - 1} removed`);
  await confirmPlan(app);
  await receipt(app)
    .getByRole('heading', { name: /^Removed / })
    .waitFor();
  expect((await past.members(deptLegal)).sort()).toEqual([first ?? '', ZOE.id].sort());
});
