import { expectNothingSideways } from './support/accessible';
import { Past } from './support/history';
import { goTo, groupIds, planButton, readWhole, Stage, type FrameLocator, type Page } from './support/page';

const file = Stage.forFile();
const past = new Past(file);
const IMOGEN = { name: 'Imogen Prescott', id: '5d21c07e9a4b3f0c8e61d2a4' };
/** Has 255 characters. */
const LONG = { name: /^Wolfeschlegelsteinhausenbergerdorff/, id: '5c3a1ff4e0d7426a91b8c02c' };
/** Written from right to left. */
const FATIMA = { name: 'فاطمة الزهراء', id: '557058:2c1a5e3b-8d66-4faf-9b71-30a2d4e8f912' };

const placeOf = (page: Page) => new URL(page.url()).searchParams;
const findPerson = (app: FrameLocator) => app.getByRole('searchbox', { name: 'Find a person' });
const personTitle = (app: FrameLocator, name: string | RegExp) =>
  app.getByRole('heading', { name, level: 2 });

it('goes back and forward between the search, the person, and a group of theirs', async () => {
  const { page, app } = await file.stage.visit({ path: '/people' });
  await findPerson(app).fill('Imogen');
  await app.getByText('2 people match').waitFor();
  await app.getByRole('row').filter({ hasText: 'imogen.prescott@example.com' }).getByRole('button').click();
  await personTitle(app, IMOGEN.name).waitFor();
  expect(placeOf(page).get('path')).toBe(`/people/${IMOGEN.id}`);
  await app.getByRole('button', { name: 'dept-marketing' }).click();
  await readWhole(app, 26);
  expect(placeOf(page).get('group')).toBe(groupIds.deptMarketing);
  await page.goBack();
  await personTitle(app, IMOGEN.name).waitFor();
  await page.goBack();
  await app.getByText('2 people match').waitFor();
  expect(await findPerson(app).inputValue()).toBe('Imogen');
  await page.goForward();
  await personTitle(app, IMOGEN.name).waitFor();
});

it('opens a person from a link, and says so where the link names nobody', async () => {
  const { page, app } = await file.stage.visit({ path: `/people/${IMOGEN.id}` });
  await personTitle(app, IMOGEN.name).waitFor();
  await app.getByRole('table', { name: `Groups of ${IMOGEN.name}` }).waitFor();
  expect(await app.getByRole('tab', { selected: true }).innerText()).toBe('People');
  await page.goto(`${file.stage.sandbox.url}/?as=site-admin&path=/people/nobody`);
  await app.getByText('Confluence knows no person with this account ID').waitFor();
  await app.getByRole('button', { name: 'Find another person' }).click();
  await findPerson(app).waitFor();
  await page.waitForURL((url) => url.searchParams.get('path') === '/people');
});

it('bends nothing with names that are long or written from right to left, at 320 px', async () => {
  for (const { id } of [LONG, FATIMA]) await past.removed([id]);
  const { page, app } = await file.stage.visit({
    path: `/people/${LONG.id}`,
    viewport: { width: 320, height: 800 },
  });
  for (const { name, id } of [LONG, FATIMA]) {
    await goTo(page, { path: `/people/${id}` });
    await personTitle(app, name).waitFor();
    await app.getByRole('button', { name: 'Show what was changed here' }).click();
    await app.getByRole('button', { name: 'Undo removal from design-team' }).waitFor();
    await expectNothingSideways(page);
    await app.getByRole('button', { name: 'Add to a group' }).click();
    await app.getByRole('dialog').getByRole('combobox', { name: 'Group' }).waitFor();
    await expectNothingSideways(page);
    await app.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await app.getByRole('button', { name: 'Offboard' }).click();
    await planButton(app).waitFor();
    await expectNothingSideways(page);
  }
});
