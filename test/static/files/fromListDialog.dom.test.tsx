import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import type { Group } from '../../../src/contract';
import FromListDialog from '../../../static/admin-panel/src/files/FromListDialog';
import { NavigationProvider } from '../../../static/admin-panel/src/host/navigation';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import type { Plan } from '../../../static/admin-panel/src/plan/plan';
import { PlanProvider, usePlans } from '../../../static/admin-panel/src/plan/PlanProvider';
import {
  CONTRACTORS,
  DESIGN,
  fileOf,
  idOf,
  ListSite,
  membersOf,
  OKTA,
  personCalled,
} from '../lists/support/listSite';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { MemoryLocation } from '../support/memoryLocation';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { setupUser } from '../support/setupUser';

let site: ListSite;
beforeEach(() => {
  site = ListSite.open();
});
afterEach(() => setLanguage(ENGLISH));

interface Options {
  /** Absent at home. */
  group?: Group | undefined;
  files?: readonly File[];
}

/** The dialog, and a button "open" that opens it again once it is closed. Ada, Ben and Cleo are in the group. */
function show({ group, files }: Options) {
  const location = new MemoryLocation('/groups/g-con');
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const members = membersOf(['ada', 'ben', 'cleo'].map((word) => personCalled(word)));
  let opened: Plan | undefined;
  function Page() {
    const [isOpen, setIsOpen] = useState(true);
    const [initialFiles, setInitialFiles] = useState(files);
    opened = usePlans().plan;
    const close = () => {
      setInitialFiles(undefined);
      setIsOpen(false);
    };
    return isOpen ? (
      <FromListDialog {...{ group, initialFiles }} members={group && members} onClose={close} />
    ) : (
      <button onClick={() => setIsOpen(true)}>1</button>
    );
  }
  render(
    <QueryClientProvider client={client}>
      <NavigationProvider location={location}>
        <PlanProvider>
          <Page />
        </PlanProvider>
      </NavigationProvider>
    </QueryClientProvider>,
  );
  return { user: setupUser(), path: location.path, plan: () => opened };
}

type Shown = ReturnType<typeof show>;
const inContractors = (...files: File[]) => show({ group: CONTRACTORS, files });

const field = () => screen.getByRole('textbox', { name: 'Account IDs or email addresses' });
const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const review = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Review/ });

/** A paragraph with names in it. */
const findParagraph = (text: string) =>
  screen.findByText((_, element) => element?.tagName === 'P' && element.textContent === text);

/** Drops a file anywhere on the page. */
function drop(file: File): void {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  fireEvent(document.body, Object.assign(event, { dataTransfer: { files: [file] } }));
}

/** Opens the plan once it can be. @returns it */
async function openPlan({ user, plan, path }: Shown, name: string) {
  const button = await screen.findByRole<HTMLButtonElement>('button', { name });
  await waitFor(() => expect(button.disabled).toBe(false));
  await user.click(button);
  await waitFor(() => expect(path()).toBe('/plan'));
  const { source, ...known } = plan() ?? {};
  if (source?.kind !== 'list') throw new Error('No plan of a list was opened.');
  const changes = source.people.map(({ accountId, groupId, action }) =>
    [accountId, groupId, action].filter((part) => part !== undefined).join(' '),
  );
  return { ...known, ...source, changes, reasons: source.leftOut.map(({ line, reason }) => [line, reason]) };
}

/** Waits until the plan cannot be opened for this reason. */
async function expectBlocked(reason: string): Promise<void> {
  await screen.findByText(reason);
  expect(review().disabled).toBe(true);
}

const PIVOTED = fileOf(
  'pivoted.csv',
  'Group id,Group name,User id,User name,email',
  `g-con,contractors,${idOf('ada')},Ada,ada@x.com`,
  `g-des,design,${idOf('ada')},Ada,ada@x.com`,
  `g-con,contractors,${idOf('ben')},Ben,ben@x.com`,
  `g-gone,gone,${idOf('zoe')},Zoe,zoe@x.com`,
);

it('opens a plan in which each line is a person or is left out with the reason', async () => {
  const page = inContractors();
  await page.user.click(field());
  await page.user.paste([idOf('ada'), 'BEN@x.com', idOf('zoe'), '???', idOf('ada')].join('\n'));
  const plan = await openPlan(page, 'Review 3 people');
  expect(plan.changes).toEqual(['ada', 'ben', 'zoe'].map(idOf));
  expect(plan.change).toEqual({ kind: 'groups', action: 'remove', groupIds: ['g-con'] });
  expect(plan.reasons.sort()).toEqual([
    [4, 'unreadable'],
    [5, 'duplicate'],
  ]);
  expect(plan.lines).toBe(5);
  expect(plan.people.map(({ file, line }) => [file, line])).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
  ]);
  expect(plan.files).toEqual(['Typed text']);
  expect([...(plan.listed?.get('g-con') ?? [])]).toEqual(['ada', 'ben', 'cleo'].map(idOf));
  expect(bridge.requests.every(({ method }) => method === 'GET')).toBe(true);
});

it('says nothing while nothing is given, and nobody is found', async () => {
  const page = inContractors();
  expect([review().textContent, review().disabled]).toEqual(['Review', true]);
  await page.user.type(field(), 'nobody@x.com');
  await expectBlocked('Nobody on this list was found.');
});

it('takes the files it is opened with once, and keeps everything that was chosen', async () => {
  const page = inContractors(fileOf('list.txt', 'ada@x.com'));
  await screen.findByRole('button', { name: 'Review 1 person' });
  await page.user.type(field(), 'ben@x.com');
  await page.user.click(radio('Add them'));
  await screen.findByRole('button', { name: 'Review 2 people' });
  await page.user.click(screen.getByRole('button', { name: 'Cancel' }));
  await page.user.click(screen.getByRole('button', { name: '1' }));
  expect(radio('Add them').checked).toBe(true);
  const plan = await openPlan(page, 'Review 2 people');
  expect(plan.change).toEqual({ kind: 'groups', action: 'add', groupIds: ['g-con'] });
  expect(plan.files).toEqual(['Typed text', 'list.txt']);
});

it('takes rows about this group alone, and says how many are about others', async () => {
  const page = inContractors(PIVOTED);
  await findParagraph('Only rows about contractors count: 2 rows are about other groups.');
  const plan = await openPlan(page, 'Review 2 people');
  expect(plan.changes).toEqual(['ada', 'ben'].map(idOf));
  expect(plan.reasons).toEqual([
    [3, 'otherGroup'],
    [5, 'otherGroup'],
  ]);
});

it('takes rows about another group for this one only once it is told to', async () => {
  const page = inContractors(
    fileOf('okta.csv', 'email,Group', 'ada@x.com,Engineering', 'zoe@x.com,Engineering'),
  );
  await expectBlocked('No row is about this group. Use all rows for it, or choose other groups.');
  expect(screen.queryByText(/Only rows about/)).toBeNull();
  await page.user.click(screen.getByRole('checkbox', { name: 'Use all rows for contractors' }));
  const plan = await openPlan(page, 'Review 2 people');
  expect(plan.change).toEqual({ kind: 'groups', action: 'remove', groupIds: ['g-con'] });
  expect(plan.changes).toEqual(['ada', 'zoe'].map(idOf));
});

it('changes the groups of the file, without those that are not there', async () => {
  const page = inContractors(PIVOTED);
  await page.user.click(await screen.findByRole('radio', { name: 'The groups in the file (3)' }));
  await screen.findByText('2 of 3 groups found.');
  screen.getByText('Confluence has no group “gone”: its rows are left out.');
  expect(radio('Make the group equal this list').disabled).toBe(true);
  const plan = await openPlan(page, 'Review 3 people');
  expect(plan.change).toEqual({ kind: 'rows', action: 'remove' });
  expect(plan.changes).toEqual([
    `${idOf('ada')} g-con remove`,
    `${idOf('ada')} g-des remove`,
    `${idOf('ben')} g-con remove`,
  ]);
  expect(plan.reasons).toEqual([[5, 'groupGone']]);
  expect([...(plan.groups?.keys() ?? [])].sort()).toEqual(['g-con', 'g-des']);
});

it('does what a file says that the page made', async () => {
  const page = show({
    files: [
      fileOf(
        'receipt.csv',
        'Account ID,Name,Group,Group ID,Action',
        `${idOf('ada')},Ada,contractors,g-con,add`,
        `${idOf('ben')},Ben,design,g-des,remove`,
      ),
    ],
  });
  // What it says is proposed.
  await waitFor(() => expect(radio('As the file says').checked).toBe(true));
  expect(radio('The groups in the file (2)').checked).toBe(true);
  screen.getByText(
    'People are found by “Account ID”, else “Name”. Groups are read from “Group ID” and “Group”, what to do from “Action”.',
  );
  const plan = await openPlan(page, 'Review 2 people');
  expect(plan.changes).toEqual([`${idOf('ada')} g-con add`, `${idOf('ben')} g-des remove`]);
});

it('proposes what all rows of a file say for the group, and says where something else is done', async () => {
  const page = inContractors(
    fileOf(
      'receipt.csv',
      'Account ID,Group ID,Action',
      `${idOf('ada')},g-con,add`,
      `${idOf('zoe')},g-con,add`,
      `${idOf('ben')},g-con,`,
    ),
  );
  await waitFor(() => expect(radio('Add them').checked).toBe(true));
  screen.getByText(/Groups are read from “Group ID”, what to do from “Action”\./);
  const notFollowed = 'The file says what to do in column “Action”; it is not followed.';
  expect(screen.queryByText(notFollowed)).toBeNull();
  await page.user.click(radio('Remove them'));
  screen.getByText(notFollowed);
  screen.getByText(/Groups are read from “Group ID”\./);
  await page.user.click(radio('Add them'));
  const plan = await openPlan(page, 'Review 3 people');
  expect(plan.change).toEqual({ kind: 'groups', action: 'add', groupIds: ['g-con'] });
});

it('finds one group by its id or name, however its name is written', async () => {
  const page = show({
    files: [
      fileOf(
        'groups.csv',
        'Email,Group,Group ID',
        ...[
          'ada@x.com,Contractors,',
          'ben@x.com,contractors,',
          'cleo@x.com,,g-des',
          'dora@x.com,design,g-des',
        ],
      ),
    ],
  });
  await page.user.click(await screen.findByRole('radio', { name: 'The groups in the file (3)' }));
  await screen.findByText('3 of 3 groups found.');
  const plan = await openPlan(page, 'Review 4 people');
  expect(plan.reasons).toEqual([]);
  expect(plan.people.map(({ groupId }) => groupId)).toEqual(['g-con', 'g-con', 'g-des', 'g-des']);
});

it('removes people from all their groups, or changes groups that are chosen', async () => {
  const page = show({ files: [fileOf('list.txt', 'ada@x.com')] });
  await expectBlocked('Choose a group first.');
  for (const name of ['contractors', 'design']) {
    await page.user.click(await screen.findByRole('combobox', { name: 'Add a group' }));
    await page.user.click(await screen.findByRole('option', { name: new RegExp(name) }));
  }
  const chosen = within(screen.getByRole('list', { name: 'Groups you chose' }));
  expect(chosen.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Add a group' }).value).toBe('');

  await page.user.click(radio('Make the group equal this list'));
  await expectBlocked('Choose one group only: it is made equal to the list.');
  await page.user.click(radio('Add them'));
  expect(radio('All their groups').disabled).toBe(true);
  await page.user.click(chosen.getByRole('button', { name: 'Remove contractors' }));
  const plan = await openPlan(page, 'Review 1 person');
  expect(plan.change).toEqual({ kind: 'groups', action: 'add', groupIds: [DESIGN.id] });
  expect(plan.listed?.size).toBe(0);
});

it('removes people from all their groups', async () => {
  const page = show({ group: CONTRACTORS, files: [fileOf('list.txt', 'ada@x.com')] });
  await page.user.click(radio('All their groups'));
  expect(radio('Add them').disabled).toBe(true);
  const plan = await openPlan(page, 'Review 1 person');
  expect(plan.change).toEqual({ kind: 'allGroups' });
});

it('makes the group equal a list only once it is confirmed that some lines name nobody', async () => {
  const page = inContractors(fileOf('list.txt', 'ada@x.com', 'gone@x.com', '???'));
  await page.user.click(radio('Make the group equal this list'));
  await expectBlocked('2 lines could not be matched. Confirm above that members are removed anyway.');
  const anyway = screen.getByRole<HTMLInputElement>('checkbox', { name: /^Remove members even if 2 lines/ });
  await page.user.click(anyway);
  await waitFor(() => expect(review().disabled).toBe(false));
  // As many others are confirmed anew.
  await page.user.click(screen.getByRole('button', { name: 'Remove list.txt' }));
  drop(fileOf('list.txt', 'ada@x.com', 'also-gone@x.com', '???'));
  await expectBlocked('2 lines could not be matched. Confirm above that members are removed anyway.');
  await page.user.click(screen.getByRole('checkbox', { name: /^Remove members even if 2 lines/ }));
  const plan = await openPlan(page, 'Review 1 person');
  expect(plan.change).toEqual({ kind: 'equal', groupId: 'g-con' });
});

it('makes no group equal a list of which a file could not be read', async () => {
  const page = inContractors(fileOf('list.txt', 'ada@x.com'), fileOf('empty.txt', ''));
  await page.user.click(radio('Make the group equal this list'));
  await expectBlocked(
    'A file could not be read. Take it out, or give it again: people it names would be removed.',
  );
  // Another of its name takes its place once it was read.
  drop(fileOf('empty.txt', 'ben@x.com'));
  screen.getByRole('button', { name: 'Remove empty.txt' });
  screen.getByText(/It is empty/);
  await waitFor(() => expect(review().disabled).toBe(false));
});

it('takes three steps from an export to who was not seen for 90 days', async () => {
  const page = inContractors();
  const file = fileOf(
    'export-users.csv',
    'User id,User name,email,User status,Last seen in Confluence - acme',
    `${idOf('ada')},Ada,ada@x.com,Active,12 Mar 2025`,
    `${idOf('ben')},Ben,ben@x.com,Active,Never accessed`,
    `${idOf('cleo')},Cleo,cleo@x.com,Active,${new Date().toISOString().slice(0, 10)}`,
  );
  drop(file);
  await page.user.selectOptions(
    await screen.findByRole('combobox', { name: 'Last seen in Confluence - acme' }),
    'Over 90 days ago, or never',
  );
  const removesFiltered = /People in rows left out by a filter are removed too, if they are in the group\./;
  expect(screen.queryByText(removesFiltered)).toBeNull();
  await page.user.click(radio('Make the group equal this list'));
  await screen.findByText(removesFiltered);
  await page.user.click(radio('Remove them'));
  const plan = await openPlan(page, 'Review 2 people');
  expect(plan.changes).toEqual(['ada', 'ben'].map(idOf));
  expect(plan.reasons).toEqual([[4, 'filtered']]);
});

it('says that the plan becomes a file where an identity provider owns the group', async () => {
  const page = show({ group: OKTA, files: [fileOf('list.txt', 'ada@x.com')] });
  await findParagraph(
    'An identity provider owns okta-engineering. The plan becomes a file for it: nothing is changed there from here.',
  );
  const plan = await openPlan(page, 'Review 1 person');
  expect(plan.change).toEqual({ kind: 'groups', action: 'remove', groupIds: ['g-okta'] });
});

it('has all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  site.groups.push({ id: 'g-two', name: 'okta-two', managedBy: 'EXTERNAL' });
  const page = inContractors(
    PIVOTED,
    fileOf('more.csv', 'User id,Group id,Action', `${idOf('ada')},g-okta,`, `${idOf('ben')},g-two,add`),
  );
  await page.user.click(await screen.findByRole('radio', { name: /\(5\)/ }));
  await page.user.type(screen.getByRole('textbox'), 'cleo@x.com');
  await screen.findByText(/gróúps fóúnd/);
  const data = [
    ...['contractors', 'gone', 'okta-engineering', 'okta-two', 'pivoted.csv', 'more.csv', 'cleo@x.com'],
    ...['Group id', 'Group name', 'User id', 'User name', 'email', 'Action', 'design', 'add', 'remove'],
    ...['Ada', 'Ben', 'Zoe', 'Cleo', 'Person', 'ada@x.com', 'ben@x.com', 'zoe@x.com'],
    ...['ada', 'ben', 'zoe', 'cleo'].map(idOf),
  ];
  const dialog = screen.getByRole('dialog');
  expectOnlyCatalogWords(dialog, { data });
  await page.user.click(screen.getByRole('radio', { name: /^Chósén/ }));
  expectOnlyCatalogWords(dialog, { data });
});
