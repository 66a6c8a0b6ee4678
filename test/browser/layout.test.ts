import { groupIds, readWhole, removePerson, rowOf, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const { contractors, designTeam } = groupIds;
/** In the first page of contractors, with two lozenges. */
const TWO_LOZENGES = 'Tomasz H. Szymański';
const WIDTHS = [1280, 768, 320];

const boxOf = (app: FrameLocator, name: string) => app.getByRole('checkbox', { name: `Select ${name}` });
const startOf = (box: ReturnType<typeof boxOf>) => box.evaluate((input) => input.getBoundingClientRect().x);

async function visit(group: string, width: number) {
  return file.stage.visit({ group, viewport: { width, height: 800 } });
}

describe.each(WIDTHS)('at %i px', (width) => {
  it('moves nothing when somebody is chosen, and has what to do with them in sight however far down', async () => {
    const { app } = await visit(designTeam, width);
    const far = boxOf(app, 'Design Digest');
    await app
      .getByRole('checkbox', { name: /^Select / })
      .nth(1)
      .waitFor();
    const table = app.getByRole('table');
    const before = await table.evaluate((element) => element.getBoundingClientRect().y + window.scrollY);
    await far.check();
    await app.getByText('1 person selected').waitFor();
    const after = await table.evaluate((element) => element.getBoundingClientRect().y + window.scrollY);
    expect(after).toBe(before);
    for (const block of ['start', 'center'] as const) {
      await far.evaluate((input, to) => input.scrollIntoView({ block: to }), block);
      const remove = app.getByRole('button', { name: 'Remove selected (1)' });
      expect(
        await remove.evaluate((button) => {
          const { left, top, width: w, height: h } = button.getBoundingClientRect();
          const hit = document.elementFromPoint(left + w / 2, top + h / 2);
          return hit !== null && button.contains(hit);
        }),
      ).toBe(true);
    }
  });

  it('shows both lozenges of a person whole, and enough of the name beside them', async () => {
    const { app } = await visit(contractors, width);
    await readWhole(app, 240);
    await app.getByRole('searchbox', { name: 'Find a person' }).fill(TWO_LOZENGES);
    const row = rowOf(app, TWO_LOZENGES);
    await row.getByText('Guest').waitFor();
    const seen = await row.evaluate((element) => {
      const { bottom, right } = element.getBoundingClientRect();
      const lozenges = [...(element.children[2]?.querySelectorAll('span') ?? [])].map((lozenge) =>
        lozenge.getBoundingClientRect(),
      );
      const name = element.querySelector('bdi')?.getBoundingClientRect();
      return {
        areInside: lozenges.every((box) => box.bottom <= bottom && box.right <= right),
        count: lozenges.length,
        name: name?.width ?? 0,
      };
    });
    expect(seen).toMatchObject({ areInside: true });
    expect(seen.count).toBeGreaterThanOrEqual(2);
    expect(seen.name).toBeGreaterThan(80);
  });

  it('shows a whole account id, and has the checkboxes in one column', async () => {
    const { app } = await visit(designTeam, width);
    const row = rowOf(app, 'Zoë Ångström-Çelik');
    const isCut = await row
      .locator('code')
      .evaluate((id: HTMLElement) => id.scrollWidth > id.clientWidth && id.clientWidth > 0);
    expect(isCut).toBe(false);
    expect(await startOf(boxOf(app, 'all'))).toBe(await startOf(boxOf(app, 'Zoë Ångström-Çelik')));
  });
});

it('gives a long name two lines at 320 px', async () => {
  const { app } = await visit(designTeam, 320);
  const name = rowOf(app, 'José Ñáñez Íñiguez').locator('bdi');
  expect(
    await name.evaluate(
      (text) => text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight,
    ),
  ).toBe(true);
});

it('has the message of a removal and the selection bar in sight at once, at 320 px', async () => {
  const { app } = await visit(designTeam, 320);
  await boxOf(app, 'Design Digest').check();
  await removePerson(app, 'Zoë Ångström-Çelik');
  const message = app.getByText('Removed Zoë Ångström-Çelik from design-team.');
  await message.waitFor();
  await boxOf(app, 'Design Digest').evaluate((input) => input.scrollIntoView({ block: 'center' }));
  const yOf = (element: Element) => element.getBoundingClientRect().y;
  const [above, below] = [
    await message.evaluate(yOf),
    await app.getByRole('group', { name: 'Selected people' }).evaluate(yOf),
  ];
  expect(above).toBeGreaterThanOrEqual(0);
  expect(below - above).toBeGreaterThan(100);
});

it('leaves the focus on Select all when the selection is cleared', async () => {
  const { page, app } = await visit(designTeam, 1280);
  await boxOf(app, 'Sasha Whitfield').check();
  await app.getByRole('button', { name: 'Clear selection' }).focus();
  await page.keyboard.press('Enter');
  await app.getByRole('group', { name: 'Selected people' }).waitFor({ state: 'detached' });
  expect(await app.locator(':focus-visible').getAttribute('aria-label')).toBe('Select all');
});
