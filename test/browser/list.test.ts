/** The dialog "From a list", and the plans that come of it. What lists and files can be is tested without a browser. */
import { expectAccessible } from './support/accessible';
import { OLGA, ROWAN, ZOE } from './support/history';
import { confirmPlan, groupIds, readWhole, rowOf, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const { contractors, deptSales } = groupIds;

const dialog = (app: FrameLocator) => app.getByRole('dialog', { name: 'From a list' });
const field = (app: FrameLocator) =>
  dialog(app).getByRole('textbox', { name: 'Account IDs or email addresses' });
const receipt = (app: FrameLocator) => app.getByRole('region', { name: 'Receipt' });

interface Member {
  accountId: string;
  displayName: string;
  email: string;
}

async function members(start: number, limit: number, groupId: string): Promise<Member[]> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/${groupId}/membersByGroupId?start=${start}&limit=${limit}`,
    { headers: { authorization: 'Bearer site-admin' } },
  );
  return ((await response.json()) as { results: Member[] }).results;
}

async function openList(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'From a list' }).click();
  await dialog(app).waitFor();
}

it('sorts a pasted list, and removes over a plan who is in the group', async () => {
  const [known, other] = (await members(0, 20, deptSales)).filter(({ email }) => email !== '');
  if (!known || !other) throw new Error('The group is smaller than it should be.');
  const { page, app } = await file.stage.visit({ group: deptSales });
  await app.getByText('1 more is counted but not shown').waitFor();
  await openList(app);
  // The focus is in the field at once.
  await page.keyboard.type(known.accountId);
  expect(await field(app).inputValue()).toBe(known.accountId);
  await field(app).fill([known.accountId, other.email, ROWAN.id, ZOE.id, '???', known.accountId].join('\n'));
  await dialog(app)
    .getByText('6 lines: 4 people found, 1 listed more than once, 1 cannot be read.')
    .waitFor();
  const found = dialog(app).getByRole('region', { name: 'Found' });
  await found.locator('summary').click();
  expect(await found.getByRole('listitem').allInnerTexts()).toEqual(
    [known.displayName, other.displayName, ROWAN.name, ZOE.name].map(
      (name) => expect.stringContaining(name) as string,
    ),
  );
  await expectAccessible(page);
  await dialog(app).getByRole('button', { name: 'Review 4 people' }).click();

  // Confluence does not list everyone, so it is asked about whom it does not list.
  await app.getByText(/^6 lines → 3 to remove/).waitFor();
  for (const { displayName } of [known, other, { displayName: ROWAN.name }]) {
    await app.getByRole('table', { name: 'Planned changes' }).getByText(displayName).waitFor();
  }
  expect(file.stage.deletedIds).toEqual([]);
  await confirmPlan(app);
  await receipt(app)
    .getByRole('heading', { name: /^Removed .+, and 1 other from dept-sales$/ })
    .waitFor();
  expect(new Set(file.stage.deletedIds)).toEqual(new Set([known.accountId, other.accountId, ROWAN.id]));
  await app.getByText('29 members', { exact: true }).waitFor();
  expect(await rowOf(app, known.displayName).count()).toBe(0);
});

it('adds over a plan who is not in the group, and keeps what was typed until then', async () => {
  const [inGroup] = await members(0, 1, contractors);
  if (!inGroup) throw new Error('The group is smaller than it should be.');
  const { app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  await openList(app);
  await field(app).fill([ZOE.id, OLGA.id, inGroup.email].join(', '));
  await dialog(app).getByRole('radio', { name: 'Add them' }).check();
  await dialog(app).getByRole('button', { name: 'Cancel' }).click();
  await openList(app);
  await dialog(app).getByRole('button', { name: 'Review 3 people' }).click();
  await app.getByRole('table', { name: 'Planned changes' }).getByText(ZOE.name).waitFor();
  await confirmPlan(app);
  await receipt(app)
    .getByRole('heading', { name: `Added ${ZOE.name} and ${OLGA.name} to contractors`, exact: true })
    .waitFor();
  await readWhole(app, 242);
  await app.getByRole('searchbox', { name: 'Find a person' }).fill('Zoë');
  await rowOf(app, ZOE.name).waitFor();
});

it('takes a long list that one pastes or drops as a file, and keeps it out of the field', async () => {
  const people = await members(0, 2, contractors);
  const none = Array.from({ length: 9_998 }, (_, n) => `??? ${String(n).padStart(12, '.')}`);
  const text = [...people.map(({ accountId }) => accountId), ...none].join('\n');
  const { app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  for (const [how, name] of [
    ['drops', 'list.txt'],
    ['pastes', 'Pasted text'],
  ] as const) {
    // Dropped on the group, it opens the dialog.
    if (how === 'pastes') await openList(app);
    const target = how === 'pastes' ? field(app) : app.getByRole('main');
    await target.evaluate(
      (element, [type, content]) => {
        const transfer = new DataTransfer();
        const options = { bubbles: true, cancelable: true };
        if (type === 'pastes') {
          transfer.setData('text/plain', content);
          element.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: transfer }));
        } else {
          transfer.items.add(new File([content], 'list.txt', { type: 'text/plain' }));
          element.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: transfer }));
        }
      },
      [how, text] as const,
    );
    await dialog(app).getByText('10,000 lines: 2 people found, 9,998 cannot be read.').waitFor();
    await dialog(app).getByText(name, { exact: true }).waitFor();
    expect(await field(app).inputValue()).toBe('');
    await dialog(app).getByRole('button', { name: 'Clear list' }).click();
    await dialog(app).getByRole('button', { name: 'Cancel' }).click();
  }
});
