/** Files of other systems, from the file to the plan. Of what is in them, and which bins their lines end in, see test/static/lists. */
import { administrationMemberships, administrationUsers } from '../support/lists/atlassianFiles';
import { entraTemplate } from '../support/lists/directoryFiles';
import { dayInWords, type SampleFile, type SamplePerson } from '../support/lists/sampleFile';
import { groupIds, planButton, readWhole, Stage, type FrameLocator } from './support/page';

const file = Stage.forFile();
const { contractors, deptLegal, deptFinance } = groupIds;

const dialog = (app: FrameLocator) => app.getByRole('dialog', { name: 'From a list' });

/** Members of a group as Confluence shows them: without the address of who hides it. */
async function members(groupId: string): Promise<SamplePerson[]> {
  const response = await fetch(
    `${file.stage.sandbox.url}/wiki/rest/api/group/${groupId}/membersByGroupId?start=0&limit=200`,
    { headers: { authorization: 'Bearer site-admin' } },
  );
  const { results } = (await response.json()) as {
    results: { accountId: string; displayName: string; email: string }[];
  };
  return results.map(({ accountId, displayName, email }) => ({ accountId, name: displayName, email }));
}

/** Some with an address, all of different names. */
function distinctPeople(people: readonly SamplePerson[], count: number): SamplePerson[] {
  const names = people.map(({ name }) => name);
  return people
    .filter(({ name, email }) => email !== '' && names.filter((other) => other === name).length === 1)
    .slice(0, count);
}

async function openList(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'From a list' }).click();
  await dialog(app).waitFor();
}

/** Gives files to the dialog, all at once. */
async function giveFiles(app: FrameLocator, ...files: readonly SampleFile[]): Promise<void> {
  await dialog(app)
    .locator('input[type="file"]')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(bytes) })),
    );
}

/** Clicks Review, and waits for the plan. */
async function review(app: FrameLocator, button: string): Promise<void> {
  await dialog(app).getByRole('button', { name: button, exact: true }).click();
  await planButton(app).waitFor();
}

/** The rows of the plan: who, in which group, and what is done. */
function planned(app: FrameLocator): Promise<string[][]> {
  return app
    .getByRole('table', { name: 'Planned changes' })
    .locator('tbody')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('th bdi')?.textContent ?? '',
        row.querySelector('td bdi')?.textContent ?? '',
        row.querySelector('[data-action]')?.getAttribute('data-action') ?? '',
      ]),
    );
}

const sorted = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(' · ')).sort();

const removals = (people: readonly SamplePerson[], group: string) =>
  people.map(({ name }) => [name, group, 'remove']);

it('removes who was not seen for 90 days, in three clicks from Atlassian’s export', async () => {
  const [gone, never, recent, ...others] = distinctPeople(await members(contractors), 12);
  if (!gone || !never || !recent) throw new Error('The group is smaller than it should be.');
  const today = dayInWords(new Date());
  const users = [
    { ...gone, lastSeen: '12 Mar 2025' },
    { ...recent, lastSeen: today },
    { ...never, lastSeen: 'Never accessed' },
    ...others.map((one) => ({ ...one, lastSeen: today })),
  ];
  const { app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  await openList(app);
  await giveFiles(app, administrationUsers(users));
  await dialog(app).getByText('People are found by “User id”').waitFor();
  await dialog(app)
    .getByRole('combobox', { name: 'Last seen in Confluence - fjordbank' })
    .selectOption('Over 90 days ago, or never');
  await review(app, 'Review 2 people');
  expect(sorted(await planned(app))).toEqual(sorted(removals([gone, never], 'contractors')));
});

it('removes people from the groups that stand beside them', async () => {
  const legal = distinctPeople(await members(deptLegal), 3);
  const finance = distinctPeople(await members(deptFinance), 4);
  const groups = [
    { id: deptLegal, name: 'dept-legal', people: legal },
    { id: deptFinance, name: 'dept-finance', people: finance },
  ];
  const { app } = await file.stage.visit({ group: deptLegal });
  await readWhole(app, 8);
  await openList(app);
  await giveFiles(app, administrationMemberships(groups));
  // This group alone, unless one says otherwise.
  await dialog(app).getByRole('button', { name: 'Review 3 people' }).waitFor();
  await dialog(app).getByRole('radio', { name: 'The groups in the file (2)' }).check();
  await dialog(app)
    .getByRole('button', { name: /^Review [3-7] people$/ })
    .click();
  await planButton(app).waitFor();
  expect(sorted(await planned(app))).toEqual(
    sorted([...removals(legal, 'dept-legal'), ...removals(finance, 'dept-finance')]),
  );
});

it('finds whose address is hidden by another file that is given with the first', async () => {
  const all = await members(contractors);
  const hidden = all
    .filter(({ email }) => email === '')
    .slice(0, 3)
    .map((one, index) => ({ ...one, email: `hidden.${index}@company.example` }));
  expect(hidden).toHaveLength(3);
  const { app } = await file.stage.visit({ group: contractors });
  await readWhole(app, 240);
  await openList(app);
  await giveFiles(app, entraTemplate(hidden), administrationUsers([...hidden, ...distinctPeople(all, 5)]));
  await dialog(app).getByText('3 lines: 3 people found.').waitFor();
  await review(app, 'Review 3 people');
  expect(sorted(await planned(app))).toEqual(sorted(removals(hidden, 'contractors')));
});
