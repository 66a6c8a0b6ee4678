/** The pictures that stand still: the size of the app in each, what was done before, and what is done until it is taken. */
import { exportOfUsers, leavers } from './files.mjs';
import { firstMembers, groupIds, makeChanges } from './past.mjs';

const { allStaff, contractors, deptData, deptEngineering } = groupIds;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const button = (app, name) => app.getByRole('button', { name, exact: true });

/**
 * By the name of the file without its end. What `prepare` returns is told to the page that is opened, such as its path,
 * and to `act`.
 */
export const scenes = {
  group: {
    size: [1040, 734],
    path: `/groups/${contractors}`,
    async act({ app }) {
      await membersAreThere(app, '240');
      for (const row of [2, 4, 7]) await tick(app, row);
    },
  },

  phone: {
    size: [375, 729],
    path: `/groups/${contractors}`,
    act: ({ app }) => membersAreThere(app, '240'),
  },

  review: {
    size: [1040, 755],
    path: `/groups/${allStaff}`,
    async prepare(studio) {
      const people = await firstMembers(studio, allStaff);
      return { file: leavers([1, 3, 19, 20, 5, 44].map((index) => people[index])) };
    },
    async act({ app, file }) {
      await membersAreThere(app, '1,200');
      await giveFile(app, file);
      await button(app, 'Review 6 people').click();
      await app
        .getByText(/^Loses Confluence/)
        .first()
        .waitFor();
    },
  },

  list: {
    size: [1040, 860],
    path: `/groups/${contractors}`,
    prepare: async (studio) => ({ file: exportOfUsers(await firstMembers(studio, contractors, 30)) }),
    async act({ app, file }) {
      await membersAreThere(app, '240');
      await giveFile(app, file);
      await app
        .getByRole('combobox', { name: 'Last seen in Confluence - acme' })
        .selectOption({ label: 'Over 90 days ago, or never' });
      await app.getByText('18 left out by a filter').waitFor();
    },
  },

  compare: {
    size: [1040, 664],
    path: `/compare/a/${deptEngineering}/b/${deptData}`,
    async act({ app }) {
      await button(app, /^In both/).click();
      await button(app, /^Remove \d+ from dept-engineering/).waitFor();
    },
  },

  run: {
    size: [1040, 734],
    path: `/groups/${contractors}`,
    async prepare(studio) {
      await tryInBackground(studio);
      const late = (await firstMembers(studio, contractors)).slice(175);
      // So that there is time for the picture.
      studio.sandbox.confluence.faults.set(
        late.map(({ accountId }) => ({ method: 'DELETE', accountId, delayMs: 4_000 })),
      );
    },
    async act({ app }) {
      await membersAreThere(app, '240');
      await app.getByRole('checkbox', { name: 'Select all' }).check();
      await button(app, 'Remove selected (240)').click();
      await app.getByRole('textbox', { name: /^Type 240 to confirm/ }).fill('240');
      await button(app, 'Remove 240 people').click();
      await app.getByText('You can close this page: the changes go on in the background.').waitFor();
      const progress = app.getByText(/^[12]\d\d of 240 removed/);
      await progress.waitFor();
      await scrollToRow(app, parseInt(await progress.innerText(), 10) - 5);
    },
  },

  receipt: {
    size: [1040, 830],
    async prepare(studio) {
      const people = await firstMembers(studio, contractors, 12);
      studio.sandbox.confluence.faults.set([
        { method: 'DELETE', accountId: people[2].accountId, status: 400 },
      ]);
      const change = { action: 'remove', group: 'contractors', people };
      const runId = await makeChanges(studio, change, { reason: 'HR-2214: contracts ended' });
      return { path: `/changes/${runId}` };
    },
    act: ({ app }) => namesAreThere(app),
  },

  'person-history': {
    size: [1120, 610],
    async prepare(studio) {
      const people = await firstMembers(studio, contractors, 40);
      const person = people[2];
      const change = (action, group, among = [person], more = {}) =>
        makeChanges(studio, { action, group, people: among }, more);
      studio.sandbox.consent('new-admin');
      await change('add', 'designTeam', [person], { as: 'new-admin' });
      await studio.pass(11 * DAY_MS - 17 * MINUTE_MS);
      await change('remove', 'designTeam', [person], { reason: 'DES-88: project over' });
      await studio.pass(7 * DAY_MS - 19 * MINUTE_MS);
      await change('remove', 'contractors', people.slice(0, 20), { reason: 'HR-2214: contracts ended' });
      await studio.pass(5 * MINUTE_MS);
      await change('add', 'contractors', [person], { reason: 'HR-2219: contract renewed' });
      await studio.pass(20 * MINUTE_MS);
      return { path: `/history/person/${person.accountId}` };
    },
    act: ({ app }) => namesAreThere(app),
  },

  'end-dates': {
    size: [1240, 700],
    async prepare(studio) {
      await tryInBackground(studio);
      const people = await firstMembers(studio, contractors, 40);
      const until = (day) => ({ until: Date.parse(`${day}T23:59:59.999-05:00`) });
      const add = (group, among, day) =>
        makeChanges(studio, { action: 'add', group, people: among }, until(day));
      await add('deptMarketing', people.slice(2, 4), '2026-12-11');
      await add('deptProduct', people.slice(4, 5), '2026-12-18');
      await add('deptFinance', people.slice(6, 9), '2027-01-29');
    },
    async act({ app }) {
      await button(app, 'Memberships with an end date').click();
      await app.getByText('6 memberships end, the soonest first.').waitFor();
      await namesAreThere(app);
    },
  },

  'refused-dark': {
    size: [1040, 670],
    path: `/groups/${contractors}`,
    as: 'confluence-admin',
    colorScheme: 'dark',
    async act({ app }) {
      await membersAreThere(app, '240');
      await app.getByRole('row').filter({ hasText: 'Chloe Hughes' }).hover();
      await button(app, 'Remove Chloe Hughes').click();
      await app.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await app.getByRole('alert').getByText('Response details').waitFor();
    },
  },
};

/** The first visit of an admin finds out whether changes go on without the page, and says so; the next has no word of it. */
async function tryInBackground(studio) {
  const { app, close } = await studio.open({ size: [1040, 734], scale: 1 });
  await app.getByRole('heading', { name: 'Changes go on when you close this page' }).waitFor();
  await close();
}

async function membersAreThere(app, count) {
  await app.getByText(`${count} members`, { exact: true }).waitFor();
  await button(app, `All ${count}`).waitFor();
}

async function namesAreThere(app) {
  await app.getByRole('rowheader').first().waitFor();
  await app.getByText('Looking up the name').first().waitFor({ state: 'detached' });
}

async function tick(app, row) {
  await app.locator(`[data-index="${row}"]`).getByRole('checkbox').check();
}

async function scrollToRow(app, row) {
  await app.getByRole('region', { name: /^List of / }).evaluate((list, index) => {
    list.scrollTop = index * list.querySelector('[data-index]').offsetHeight;
  }, row);
  await app.locator(`[data-index="${row}"]`).locator('img, svg').first().waitFor();
}

async function giveFile(app, file) {
  await button(app, 'From a list').click();
  await app.locator('input[type=file]').setInputFiles(file);
}
