import { receipt, ROWAN, ZOE } from './support/history';
import {
  confirmPlan,
  groupIds,
  hold,
  readWhole,
  rowOf,
  selectFirst,
  Stage,
  type Locator,
} from './support/page';

const file = Stage.forFile();
/** Of twelve people. */
const { research } = groupIds;
const JONAS = { name: 'Jonas Berg', id: '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713' };

it('tells apart in forced colors what is a button, ticked, selected, focused, and done', async () => {
  const { page, app } = await file.stage.visit({ group: research, forcedColors: 'active' });
  await readWhole(app, 12);
  const active = app.getByRole('button', { name: 'Active 12' });
  await active.click();
  await selectFirst(app, 1);
  const tick = rowOf(app, 'Priya Raman').getByRole('checkbox');
  expect(await lookOf(tick)).toMatchObject({ adjust: 'auto', appearance: 'auto' });
  for (const name of ['Add people', 'Clear', 'Remove selected (1)', 'More actions']) {
    const { border, borderColor, background } = await lookOf(app.getByRole('button', { name, exact: true }));
    expect([name, border, borderColor === background]).toEqual([name, '1px solid', false]);
  }
  await app.getByRole('button', { name: 'Clear', exact: true }).click();
  const selected = [
    [active, app.getByRole('button', { name: 'All 12' })],
    [app.getByRole('tab', { name: 'Groups' }), app.getByRole('tab', { name: 'People' })],
  ] as const;
  for (const [one, other] of selected) {
    const [is, isNot] = [await lookOf(one), await lookOf(other)];
    expect(is.background).not.toBe(isNot.background);
    expect(is.color).not.toBe(is.background);
  }
  await app.getByRole('combobox', { name: 'Group' }).click();
  await app.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  const highlighted = app.getByRole('option', { selected: true });
  await highlighted.waitFor();
  expect((await lookOf(highlighted)).background).not.toBe(
    (await lookOf(app.getByRole('option').last())).background,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await lookOf(app.locator(':focus'))).toMatchObject({
    outline: expect.stringContaining('solid') as string,
  });
  await selectFirst(app, 2);
  await app.getByRole('button', { name: 'Remove selected (2)' }).click();
  const { release } = await hold(page, 'makeChanges');
  await confirmPlan(app);
  const bar = app.getByRole('progressbar');
  await bar.waitFor();
  const [track, done] = [await lookOf(bar), await lookOf(bar.locator('> *'))];
  expect(track.border).toBe('1px solid');
  expect(done.background).not.toBe(track.background);
  release();
  await receipt(app).waitFor();
});

it('tells apart in forced colors which part of a comparison is shown, and what is ticked of a list', async () => {
  const { deptHumanResources, deptLegal } = groupIds;
  const path = `/compare/a/${deptHumanResources}/b/${deptLegal}`;
  const { app } = await file.stage.visit({ path, forcedColors: 'active' });
  await app.getByText('As Confluence lists the members.').waitFor();
  const part = await lookOf(app.getByRole('button', { name: /^Only in dept-human-resources/ }));
  expect(part.background).not.toBe((await lookOf(app.getByRole('button', { name: /^In both/ }))).background);
  expect(part.color).not.toBe(part.background);
  await app.getByRole('button', { name: 'A list', exact: true }).click();
  await app
    .getByRole('textbox', { name: 'Account IDs or email addresses' })
    .fill(`Account ID,Kind\n${ZOE.id},a\n${JONAS.id},b\n${ROWAN.id},b`);
  await app.locator('summary').filter({ hasText: 'Kind' }).click();
  const box = app.getByRole('checkbox', { name: 'b (2)' });
  await box.check();
  expect(await lookOf(box)).toMatchObject({ adjust: 'auto', appearance: 'auto' });
});

/** How an element is drawn, as the browser says. */
function lookOf(element: Locator) {
  return element.evaluate((drawn) => {
    const style = getComputedStyle(drawn);
    return {
      background: style.backgroundColor,
      color: style.color,
      border: `${style.borderTopWidth} ${style.borderTopStyle}`,
      borderColor: style.borderTopColor,
      outline: `${style.outlineWidth} ${style.outlineStyle}`,
      adjust: style.forcedColorAdjust,
      appearance: style.appearance,
    };
  });
}

it('follows the theme of the host while the page is open', async () => {
  const { page, app } = await file.stage.visit({ group: research, colorScheme: 'light' });
  await readWhole(app, 12);
  const background = () => app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await background();
  await page.getByLabel('Theme').selectOption('dark');
  await app.locator('html[data-color-mode="dark"]').waitFor();
  expect(await background()).not.toBe(light);
});
