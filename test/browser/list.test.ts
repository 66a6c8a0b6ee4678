import { confirmRemoval, expectAccessible, groupIds, loaded, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const contractors = groupIds.contractors;

const dialog = (app: FrameLocator) => app.getByRole('dialog', { name: 'Choose people from a list' });
const field = (app: FrameLocator) =>
  dialog(app).getByRole('textbox', { name: 'Account IDs or email addresses' });

interface Member {
  accountId: string;
  displayName: string;
  email: string;
}

async function members(start: number, limit: number): Promise<Member[]> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/${contractors}/membersByGroupId?start=${start}&limit=${limit}`,
    { headers: { authorization: 'Bearer site-admin' } },
  );
  return ((await response.json()) as { results: Member[] }).results;
}

async function openList(app: FrameLocator): Promise<void> {
  await loaded(app, 50);
  await app.getByRole('button', { name: 'Choose from a list' }).click();
  await dialog(app).waitFor();
}

it('sorts a pasted list, chooses who is in the group, and removes them', async () => {
  const [known, other] = await members(0, 2);
  const [far] = await members(200, 1);
  if (!known || !other || !far) throw new Error('The group is smaller than it should be.');
  const { page, app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await field(app).fill(
    [
      known.accountId,
      other.email,
      far.accountId,
      '5c3a1f9be0d7426a91b8c024',
      'nonsense!',
      known.accountId,
    ].join('\n'),
  );
  // Few enough to be checked without asking.
  await dialog(app).getByRole('button', { name: 'Select 3 people' }).waitFor();
  await dialog(app)
    .getByText(/Not in the group \(1\)|Not in the group: 1|Not in the group/)
    .first()
    .waitFor();
  await dialog(app)
    .getByText(/Could not be matched/)
    .first()
    .waitFor();
  await dialog(app)
    .getByText(/Listed twice/)
    .first()
    .waitFor();
  expect(file.stage.deletedIds).toEqual([]);
  await expectAccessible(page);
  await dialog(app).getByRole('button', { name: 'Select 3 people' }).click();
  await app.getByRole('button', { name: 'Remove selected (3)' }).click();
  await confirmRemoval(app);
  await app.getByRole('region', { name: 'Removal summary' }).getByText('Removed 3 of 3').waitFor();
  expect([...file.stage.deletedIds].sort()).toEqual([known.accountId, other.accountId, far.accountId].sort());
  await app.getByText('237 members').waitFor();
});

it('says what checking many takes before it asks', async () => {
  const people = await members(0, 200);
  const { app } = await file.stage.visit({ group: contractors });
  await openList(app);
  const before = file.stage.requests.length;
  await field(app).fill(people.map(({ accountId }) => accountId).join(', '));
  await dialog(app).getByRole('button', { name: 'Select 50 people' }).waitFor();
  const check = dialog(app).getByRole('button', { name: 'Check 150 people' });
  await check.waitFor();
  expect(file.stage.requests.length).toBe(before);
  await check.click();
  await dialog(app).getByRole('button', { name: 'Select 200 people' }).waitFor();
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

it.each([
  ['a binary file', Buffer.from([0, 1, 2, 0, 255, 254, 0, 9]), /not a text|binary|text file/i],
  ['an empty file', Buffer.from(''), /empty/i],
  ['a CSV without a usable column', Buffer.from('Name,Phone\nAda,123\n'), /column/i],
  ['100,000 lines', Buffer.from('5c3a1f9be0d7426a91b8c024\n'.repeat(100_000)), /50,000/],
  ['more than 20 MB', Buffer.alloc(20_500_000, 'a'), /20 MB/],
])('says clearly what is wrong with %s, and changes nothing', async (_, buffer, words) => {
  const { app } = await file.stage.visit({ group: contractors });
  await openList(app);
  await dialog(app)
    .locator('input[type="file"]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
  await dialog(app).getByRole('alert').getByText(words).first().waitFor();
  expect(
    await dialog(app)
      .getByRole('button', { name: /^Select/ })
      .isDisabled(),
  ).toBe(true);
  expect(file.stage.deletedIds).toEqual([]);
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
