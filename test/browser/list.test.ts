/** The dialog "From a list", and the plans that come of it. What lists and files can be is tested without a browser. */
import { expectAccessible } from './support/accessible';
import { OLGA, ROWAN, ZOE } from './support/history';
import {
  confirmPlan,
  groupIds,
  loaded,
  pointsOf,
  readWhole,
  rowOf,
  Stage,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile();
const { contractors, allStaff, deptSales } = groupIds;

const dialog = (app: FrameLocator) => app.getByRole('dialog', { name: 'From a list' });
const field = (app: FrameLocator) =>
  dialog(app).getByRole('textbox', { name: 'Account IDs or email addresses' });
const receipt = (app: FrameLocator) => app.getByRole('region', { name: 'Receipt' });

/** Whom Confluence was asked about, whether they are in the group. */
const memberOfRequests = () => file.stage.requestsFor('memberof').map(({ path }) => path);

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
  await field(app).fill(
    [known.accountId, other.email, ROWAN.id, ZOE.id, 'nonsense!', known.accountId].join('\n'),
  );
  // Confluence does not list everyone, so it is asked about whom it does not list.
  await dialog(app).getByText('3 in the group, 1 not in the group').waitFor();
  expect(memberOfRequests()).toEqual([ROWAN, ZOE].map(({ id }) => expect.stringContaining(id) as string));
  const sorted = (label: string) =>
    dialog(app).getByRole('region', { name: label, exact: true }).getByRole('listitem').allInnerTexts();
  expect(await sorted('In the group')).toEqual(
    [known.accountId, other.accountId, ROWAN.name].map((text) => expect.stringContaining(text) as string),
  );
  expect(await sorted('Not in the group')).toEqual([expect.stringContaining(ZOE.name) as string]);
  expect(await sorted('Could not be matched')).toEqual([
    expect.stringMatching(/^Line 5\s+nonsense!/) as string,
  ]);
  expect(await sorted('Listed more than once')).toEqual([
    expect.stringMatching(/\sLines 1 and 6$/) as string,
  ]);
  await expectAccessible(page);
  await dialog(app).getByRole('button', { name: 'Review 3 removals' }).click();

  await app
    .getByText('6 lines → 3 to remove · 1 not in the group · 1 not matched · 1 listed twice')
    .waitFor();
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
  await dialog(app).getByRole('button', { name: 'Review 2 additions' }).click();
  await app.getByRole('table', { name: 'Planned changes' }).getByText(ZOE.name).waitFor();
  await confirmPlan(app);
  await receipt(app)
    .getByRole('heading', { name: `Added ${ZOE.name} and ${OLGA.name} to contractors`, exact: true })
    .waitFor();
  await readWhole(app, 242);
  await app.getByRole('searchbox', { name: 'Find a person' }).fill('Zoë');
  await rowOf(app, ZOE.name).waitFor();
});

it('asks about many people when it is told to, each once however fast one clicks, for no points', async () => {
  const people = await members(0, 200, allStaff);
  people.push(...(await members(200, 60, allStaff)));
  const { app } = await file.stage.visit({ group: allStaff });
  await loaded(app, 50);
  await openList(app);
  await field(app).fill(people.map(({ accountId }) => accountId).join(', '));
  await dialog(app).getByRole('button', { name: 'Review 50 removals' }).waitFor();
  const check = dialog(app).getByRole('button', { name: 'Check 210 people' });
  await check.waitFor();
  expect(memberOfRequests()).toEqual([]);
  await check.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await dialog(app).getByRole('button', { name: 'Review 260 removals' }).waitFor();
  expect(memberOfRequests()).toHaveLength(210);
  expect(pointsOf(file.stage.requests)).toBe(0);
});

it('takes a long list that one pastes or drops as a file, and keeps it out of the field', async () => {
  const people = await members(0, 2, contractors);
  const strangers = Array.from({ length: 9_998 }, (_, n) => `712020:no-member-${n}`);
  const text = [...people.map(({ accountId }) => accountId), ...strangers].join('\n');
  const { app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  await openList(app);
  for (const how of ['pastes', 'drops']) {
    await field(app).evaluate(
      (target, [type, content]) => {
        const transfer = new DataTransfer();
        const options = { bubbles: true, cancelable: true };
        if (type === 'pastes') {
          transfer.setData('text/plain', content);
          target.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: transfer }));
        } else {
          transfer.items.add(new File([content], 'list.txt', { type: 'text/plain' }));
          target.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: transfer }));
        }
      },
      [how, text] as const,
    );
    await dialog(app).getByRole('button', { name: 'Review 2 removals' }).waitFor();
    await dialog(app)
      .getByText(`${text.length.toLocaleString('en-US')} characters`)
      .waitFor();
    expect(await field(app).inputValue()).toBe('');
    await dialog(app).getByRole('button', { name: 'Check 9,998 people' }).waitFor();
    await dialog(app).getByRole('button', { name: 'Clear list' }).click();
    expect(await field(app).isEditable()).toBe(true);
  }
});

it('fits 320 px, in the dark', async () => {
  const { page, app } = await file.stage.visit({
    group: contractors,
    colorScheme: 'dark',
    viewport: { width: 320, height: 700 },
  });
  await readWhole(app, 240);
  await openList(app);
  await field(app).fill(`not an id\n${ZOE.id}`);
  await dialog(app).getByText('0 in the group, 1 not in the group').waitFor();
  const { left, right } = await dialog(app).evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left, right: window.innerWidth - box.right };
  });
  expect(Math.min(left, right)).toBeGreaterThanOrEqual(0);
  expect(await dialog(app).evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  await expectAccessible(page);
});
