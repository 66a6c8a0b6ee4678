import { expectAccessible } from './support/accessible';
import { ROWAN, ZOE } from './support/history';
import {
  confirmRemoval,
  groupIds,
  loaded,
  pointsOf,
  readWhole,
  removalDialog,
  Stage,
  type FrameLocator,
} from './support/page';

const file = Stage.forFile();
const { contractors, allStaff, deptSales } = groupIds;

const dialog = (app: FrameLocator) => app.getByRole('dialog', { name: 'Choose people from a list' });
const field = (app: FrameLocator) =>
  dialog(app).getByRole('textbox', { name: 'Account IDs or email addresses' });

/** Whom Confluence was asked about, whether they are in the group. */
const memberOfRequests = () => file.stage.requestsFor('memberof').map(({ path }) => path);

interface Member {
  accountId: string;
  displayName: string;
  email: string;
}

async function members(start: number, limit: number, groupId = contractors): Promise<Member[]> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/${groupId}/membersByGroupId?start=${start}&limit=${limit}`,
    { headers: { authorization: 'Bearer site-admin' } },
  );
  return ((await response.json()) as { results: Member[] }).results;
}

async function openList(app: FrameLocator, ready = readWhole(app, 240)): Promise<void> {
  await ready;
  await app.getByRole('button', { name: 'Choose from a list' }).click();
  await dialog(app).waitFor();
}

/** Gives the dialog a file with this in it; a number is a length. */
async function takeFile(app: FrameLocator, content: Buffer | number): Promise<void> {
  const field = dialog(app).locator('input[type="file"]');
  if (typeof content !== 'number') {
    await field.setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: content });
    return;
  }
  // Made in the page: sending as much to the browser takes seconds.
  await field.evaluate((input: HTMLInputElement, length) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a'.repeat(length)], 'list.csv', { type: 'text/csv' }));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, content);
}

it('sorts a pasted list, chooses who is in the group, and removes them', async () => {
  const [known, other] = await members(0, 2);
  const [far] = await members(200, 1);
  if (!known || !other || !far) throw new Error('The group is smaller than it should be.');
  const { page, app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await field(app).fill(
    [known.accountId, other.email, far.accountId, ZOE.id, 'nonsense!', known.accountId].join('\n'),
  );
  // Confluence does not list everyone, so it is asked about whom it does not list.
  await dialog(app).getByText('3 in the group, 1 not in the group').waitFor();
  expect(memberOfRequests()).toEqual([expect.stringContaining(ZOE.id) as string]);
  const sorted = (label: string) =>
    dialog(app).getByRole('region', { name: label, exact: true }).getByRole('listitem').allInnerTexts();
  expect(await sorted('In the group')).toEqual(
    [known, other, far].map(({ accountId }) => expect.stringContaining(accountId) as string),
  );
  expect(await sorted('Not in the group')).toEqual([expect.stringContaining(ZOE.id) as string]);
  expect(await sorted('Could not be matched')).toEqual([
    expect.stringMatching(/^Line 5\s+nonsense!/) as string,
  ]);
  expect(await sorted('Listed twice')).toEqual([expect.stringMatching(/\sLines 1, 6$/) as string]);
  expect(file.stage.deletedIds).toEqual([]);
  await expectAccessible(page);
  await dialog(app).getByRole('button', { name: 'Select 3 people' }).click();
  await app.getByRole('button', { name: 'Remove selected (3)' }).click();
  const names = (await removalDialog(app)).getByRole('listitem');
  expect(await names.allInnerTexts()).toEqual([known, other, far].map(({ displayName }) => displayName));
  await confirmRemoval(app);
  await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 3 of 3').waitFor();
  expect([...file.stage.deletedIds].sort()).toEqual([known.accountId, other.accountId, far.accountId].sort());
  await app.getByText('237 members').waitFor();
});

it('takes what is typed or pasted at once', async () => {
  const { page, app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await page.keyboard.type('5c3a1f9be0d7426a91b8c024');
  expect(await field(app).inputValue()).toBe('5c3a1f9be0d7426a91b8c024');
});

it('says of how many it could not find out who they are', async () => {
  const [far] = await members(2_900, 1, allStaff);
  if (!far) throw new Error('The group is smaller than it should be.');
  file.stage.fault({ path: '/user/bulk', status: 503 });
  const { app } = await file.stage.visit({ group: allStaff });
  await openList(app, loaded(app, 50));
  await field(app).fill(far.accountId);
  await dialog(app).getByRole('button', { name: 'Select 1 person' }).click();
  await app.getByRole('button', { name: 'Remove selected (1)' }).click();
  const asking = await removalDialog(app);
  await asking.getByText(far.accountId).waitFor();
  await asking.getByText('Whether this is a guest or an app is not known.').waitFor();
});

it('asks about 200 people by itself before it says that they are not in the group', async () => {
  const strangers = await members(400, 200, allStaff);
  const { app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await field(app).fill(strangers.map(({ accountId }) => accountId).join('\n'));
  await dialog(app).getByText('0 in the group, 200 not in the group').waitFor();
  expect(memberOfRequests()).toHaveLength(200);
  expect(pointsOf(file.stage.requests)).toBe(0);
});

it('takes somebody for a member whom Confluence does not list, as they are suspended', async () => {
  const { app } = await file.stage.visit({ group: deptSales });
  await openList(app, app.getByText('1 more is counted but not shown').waitFor());
  await field(app).fill(ROWAN.id);
  await dialog(app).getByText('1 in the group, 0 not in the group').waitFor();
  await dialog(app)
    .getByRole('region', { name: 'In the group', exact: true })
    .getByText(ROWAN.name)
    .waitFor();
});

it('says what checking more than that takes before it asks', async () => {
  const people = await members(0, 200, allStaff);
  people.push(...(await members(200, 60, allStaff)));
  const { app } = await file.stage.visit({ group: allStaff });
  await openList(app, loaded(app, 50));
  await field(app).fill(people.map(({ accountId }) => accountId).join(', '));
  await dialog(app).getByRole('button', { name: 'Select 50 people' }).waitFor();
  const check = dialog(app).getByRole('button', { name: 'Check 210 people' });
  await check.waitFor();
  expect(memberOfRequests()).toEqual([]);
  // Once, however fast one clicks.
  await check.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await dialog(app).getByRole('button', { name: 'Select 260 people' }).waitFor();
  expect(memberOfRequests()).toHaveLength(210);
});

it('reads the CSV that Atlassian Administration exports, as a file', async () => {
  const people = await members(0, 3);
  const csv = [
    'User name;email;Something;User id',
    ...people.map((p) => `"${p.displayName}";${p.email};x;${p.accountId}`),
  ];
  const { app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await dialog(app)
    .locator('input[type="file"]')
    .setInputFiles({
      name: 'users.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\uFEFF${csv.join('\r\n')}`),
    });
  await dialog(app).getByRole('button', { name: 'Select 3 people' }).waitFor();
});

it.each(['pastes', 'drops as a file'])(
  'takes a long list that one %s, and keeps it out of the field',
  async (how) => {
    const people = await members(0, 2);
    const strangers = Array.from({ length: 9_998 }, (_, n) => `712020:no-member-${n}`);
    const text = [...people.map(({ accountId }) => accountId), ...strangers].join('\n');
    const { app } = await file.stage.visit({ group: contractors });
    await openList(app);
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
    await dialog(app).getByRole('button', { name: 'Select 2 people' }).waitFor();
    await dialog(app)
      .getByText(`${text.length.toLocaleString('en-US')} characters`)
      .waitFor();
    expect(await field(app).inputValue()).toBe('');
    await dialog(app).getByRole('button', { name: 'Check 9,998 people' }).waitFor();
    await dialog(app).getByRole('button', { name: 'Clear list' }).click();
    expect(await field(app).isEditable()).toBe(true);
  },
);

it.each([
  ['a binary file', Buffer.from([0, 1, 2, 0, 255, 254, 0, 9]), /not a text|binary|text file/i],
  ['an empty file', Buffer.from(''), /empty/i],
  ['a CSV without a usable column', Buffer.from('Name,Phone\nAda,123\n'), /column/i],
  ['100,000 lines', Buffer.from('5c3a1f9be0d7426a91b8c024\n'.repeat(100_000)), /50,000/],
  ['more than 20 MB', 20_500_000, /20 MB/],
])('says clearly what is wrong with %s, and changes nothing', async (_, content, words) => {
  const { app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await takeFile(app, content);
  await dialog(app).getByRole('alert').getByText(words).first().waitFor();
  expect(await dialog(app).getByRole('button', { name: 'Select people' }).isDisabled()).toBe(true);
  expect(file.stage.deletedIds).toEqual([]);
});

it('names a file that is no text, and keeps what was typed', async () => {
  const { app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await field(app).fill('5c3a1f9be0d7426a91b8c024');
  await takeFile(app, Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\rIHDR', 'latin1'));
  await dialog(app).getByRole('alert').getByText('list.csv: This is not a text file.').waitFor();
  expect(await field(app).inputValue()).toBe('5c3a1f9be0d7426a91b8c024');
  await field(app).fill('5c3a1f9be0d7426a91b8c025');
  await dialog(app).getByText('list.csv').waitFor({ state: 'detached' });
});

it.each([320, 1280])('fits %i px', async (width) => {
  const { page, app } = await file.stage.visit({
    group: contractors,
    colorScheme: 'dark',
    viewport: { width, height: 700 },
  });
  await openList(app);
  await field(app).fill('not an id\n5c3a1f9be0d7426a91b8c024');
  await dialog(app)
    .getByText(/Could not be matched/)
    .first()
    .waitFor();
  const { left, right } = await dialog(app).evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left, right: window.innerWidth - box.right };
  });
  expect(Math.min(left, right)).toBeGreaterThanOrEqual(0);
  await expectAccessible(page);
});
