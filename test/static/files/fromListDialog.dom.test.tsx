import { bridge, json } from '../support/bridge';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { Person } from '../../../src/contract';
import FromListDialog from '../../../static/admin-panel/src/files/FromListDialog';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { NavigationProvider } from '../../../static/admin-panel/src/host/navigation';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import type { Plan } from '../../../static/admin-panel/src/plan/plan';
import { PlanProvider, usePlans } from '../../../static/admin-panel/src/plan/PlanProvider';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { GroupSite, readsOf } from '../support/groupSite';
import { MemoryLocation } from '../support/memoryLocation';
import { confluencePerson } from '../support/people';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';

const GROUP = { id: 'g', name: 'contractors' };
const id = (name: string) => `712020:${name}-0000-4000-8000`;
const member = (name: string): Person => ({
  ...{ accountId: id(name), displayName: `Person ${name}`, email: `${name}@x.com` },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
});
const LISTED = ['ada', 'ben', 'cleo'].map(member);

/** The site's own members: those who are listed, and one who is not. */
function siteWith(listed: readonly Person[], unlisted: string[] = [id('sam')]): GroupSite {
  const site = new GroupSite(listed.map(({ accountId }) => accountId));
  site.unlisted = unlisted;
  return site;
}

function membersOf(listed: readonly Person[], total = listed.length): MemberList {
  const list = new MemberList();
  list.place(
    { start: 0, limit: 200 },
    { members: listed, total, last: total === listed.length },
    list.mark(),
  );
  return list;
}

interface Shown {
  path: () => string;
  plan: () => Plan | undefined;
}

/** The dialog, and a button that opens it again once it is closed. */
function show(members = membersOf(LISTED)): Shown {
  const location = new MemoryLocation('/groups/g');
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  let opened: Plan | undefined;
  function Page() {
    const [isOpen, setIsOpen] = useState(true);
    opened = usePlans().plan;
    return isOpen ? (
      <FromListDialog group={GROUP} members={members} onClose={() => setIsOpen(false)} />
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
  return { path: location.path, plan: () => opened };
}

const field = () =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Account IDs or email addresses' });
const itemsOf = (label: string) =>
  within(screen.getByRole('region', { name: label }))
    .queryAllByRole('listitem')
    .map((item) => item.textContent);
const sourceOf = (plan: Plan | undefined) => {
  if (plan?.source.kind !== 'chosen') throw new Error('No plan was opened.');
  return plan.source;
};

/** Lets nobody wait for the pace of reading. */
function hurry(): void {
  let aheadMs = 0;
  const sleep = (ms: number) => {
    aheadMs += ms;
    return Promise.resolve();
  };
  jest.replaceProperty(browserTools, 'clock', { now: () => performance.now() + aheadMs, sleep });
}

beforeEach(() => {
  bridge.reset();
  hurry();
  const site = siteWith(LISTED);
  bridge.answerConfluence((request) =>
    request.path.includes('/user/bulk')
      ? json({ results: [id('sam'), id('zoe')].map(confluencePerson) })
      : site.answer(request),
  );
});
afterEach(() => setLanguage(ENGLISH));

it('says of each line what it is, asks Confluence about those not listed, and opens the plan', async () => {
  const user = userEvent.setup();
  const { path, plan } = show();
  await user.click(field());
  await user.paste([id('ada'), 'BEN@x.com', id('sam'), id('zoe'), 'nonsense!', id('ada')].join('\n'));
  await screen.findByText('3 in the group, 1 not in the group, 1 could not be matched, 1 repeated.');
  expect(readsOf().filter((read) => read.startsWith('memberof'))).toEqual([
    `memberof ${id('sam')}`,
    `memberof ${id('zoe')}`,
  ]);
  expect(itemsOf('In the group')).toEqual([
    `Person ada ${id('ada')}`,
    `Person ben ${id('ben')}`,
    `${id('sam')} ${id('sam')}`,
  ]);
  expect(itemsOf('Could not be matched')).toEqual([
    'Line 5 nonsense!No account ID or email address can be made out.',
  ]);
  expect(itemsOf('Listed more than once')).toEqual(['Person ada Lines 1 and 6']);
  expect(bridge.requests.every(({ method }) => method === 'GET')).toBe(true);

  await user.click(screen.getByRole('button', { name: 'Review 3 removals' }));
  expect(path()).toBe('/plan');
  const { changes, leftOut, lines } = sourceOf(plan());
  expect(changes).toEqual(
    ['ada', 'ben', 'sam'].map((name, index) => ({
      ...{ groupId: 'g', accountId: id(name), action: 'remove', line: index + 1 },
    })),
  );
  expect(leftOut.map(({ line, reason }) => [line, reason])).toEqual([
    [4, 'unchanged'],
    [5, 'notMatched'],
    [6, 'duplicate'],
  ]);
  expect(lines).toBe(6);
  expect(plan()?.people.get(id('ada'))).toEqual(LISTED[0]);
  expect(plan()?.groups.get('g')).toEqual(GROUP);
});

it('adds those who are not in the group', async () => {
  const user = userEvent.setup();
  const { plan } = show();
  await user.click(screen.getByRole('radio', { name: 'Add them' }));
  await user.click(field());
  await user.paste([id('ada'), id('zoe')].join('\n'));
  await user.click(await screen.findByRole('button', { name: 'Review 1 addition' }));
  const { changes, leftOut } = sourceOf(plan());
  expect(changes).toEqual([{ groupId: 'g', accountId: id('zoe'), action: 'add', line: 2 }]);
  expect(leftOut).toEqual([
    { reason: 'unchanged', line: 1, text: id('ada'), accountId: id('ada'), groupId: 'g' },
  ]);
});

it('says why there is nothing to review', async () => {
  const user = userEvent.setup();
  show();
  const review = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Review/ });
  expect([review().textContent, review().disabled]).toEqual(['Review removals', true]);
  await user.click(field());
  await user.paste(id('zoe'));
  await screen.findByText('Nobody in this list is in the group.');
  expect(review().disabled).toBe(true);
  await user.click(screen.getByRole('radio', { name: 'Add them' }));
  expect([review().textContent, review().disabled]).toEqual(['Review 1 addition', false]);
  await user.clear(field());
  await user.paste(id('ada'));
  await screen.findByText('Nobody in this list can be added: those who were found are in the group.');
  await user.clear(field());
  await user.paste('Name,Phone\nAda,123\n');
  await screen.findByText('No column with account IDs or email addresses');
  screen.getByText('The columns found are “Name” and “Phone”.', { exact: false });
});

it('loses nothing that was typed or chosen by closing', async () => {
  const user = userEvent.setup();
  show();
  await user.type(field(), 'ada@x.com');
  await user.click(screen.getByRole('radio', { name: 'Add them' }));
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.click(screen.getByRole('button'));
  expect(field().value).toBe('ada@x.com');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Add them' }).checked).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Clear list' }));
  expect(field().value).toBe('');
  expect(screen.queryByRole('button', { name: 'Clear list' })).toBeNull();
});

it('asks about more than 200 people only when told to, and does not go on without them before', async () => {
  const user = userEvent.setup();
  const { plan } = show(membersOf(LISTED, 5_000));
  const strangers = Array.from({ length: 201 }, (_, n) => id(`s${n}`));
  await user.click(field());
  await user.paste([id('ada'), ...strangers].join('\n'));
  await screen.findByText('Check 201 people first: whether they are in the group is not known.');
  const review = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Review 1 removal' });
  expect(review().disabled).toBe(true);
  expect(bridge.requests).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Check 201 people' }));
  await screen.findByText('1 in the group, 201 not in the group', { exact: false });
  await user.click(review());
  expect(sourceOf(plan()).leftOut.every(({ reason }) => reason === 'unchanged')).toBe(true);
});

it('goes on without those whom Confluence says nothing of, and says so of them', async () => {
  const user = userEvent.setup();
  bridge.answerConfluence(() => json({ message: 'Not for you' }, 403));
  const { plan } = show();
  await user.click(field());
  await user.paste([id('ada'), id('zoe')].join('\n'));
  await screen.findByText('Confluence refused this');
  await user.click(screen.getByRole('button', { name: 'Review 1 removal' }));
  expect(sourceOf(plan()).leftOut).toEqual([
    { reason: 'notAnswered', line: 2, text: id('zoe'), accountId: id('zoe'), groupId: 'g' },
  ]);
});

it('goes on with somebody whose name could not be looked up', async () => {
  jest.spyOn(console, 'info').mockReturnValue();
  const user = userEvent.setup();
  const site = siteWith(LISTED);
  bridge.answerConfluence((request) =>
    request.path.includes('/user/bulk') ? json({ message: 'Oops' }, 503) : site.answer(request),
  );
  const { plan } = show(membersOf(LISTED, 5_000));
  await user.click(field());
  await user.paste(id('sam'));
  await user.click(await screen.findByRole('button', { name: 'Review 1 removal' }));
  expect(sourceOf(plan()).changes).toEqual([
    { groupId: 'g', accountId: id('sam'), action: 'remove', line: 1 },
  ]);
});

it('waits for the members of a group that is read whole, where an address may be one of theirs', async () => {
  const user = userEvent.setup();
  show(membersOf(LISTED, 240));
  await user.click(field());
  await user.paste('ada@x.com\nlater@x.com');
  expect(await screen.findAllByText('The members of the group are still being read.')).toHaveLength(2);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Review 1 removal' }).disabled).toBe(true);
});

it('reads a file, and keeps what was typed where it is none that can be read', async () => {
  const user = userEvent.setup();
  show();
  await user.type(field(), 'ada@x.com');
  const input = field().form?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('There is no field for a file.');
  await user.upload(input, new File(['PK\0\0\0'], 'list.csv'));
  await screen.findByText('This is not a text file', { exact: false });
  expect(screen.getAllByRole('alert')[0]?.textContent).toBe(
    'list.csv: This is not a text file. Only text can be read. Save a spreadsheet as CSV first.',
  );
  expect(field().value).toBe('ada@x.com');
  await user.upload(input, new File(['User id;email\r\n;ben@x.com\r\n'], 'list.csv'));
  await screen.findByText('1 in the group', { exact: false });
  expect(itemsOf('In the group')).toEqual([`Person ben ${id('ben')}`]);
});

it('has all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const user = userEvent.setup();
  show(membersOf(LISTED, 5_000));
  const dialog = screen.getByRole('dialog');
  await user.click(screen.getByRole('textbox'));
  await user.paste([id('ada'), id('ada'), id('sam'), 'x@x.com', 'nonsense!'].join('\n'));
  await screen.findByText('Nó áccóúnt ÍD', { exact: false });
  await screen.findByText('2 ín thé gróúp', { exact: false });
  expectOnlyCatalogWords(dialog, {
    data: ['contractors', 'Person ada', id('ada'), id('sam'), 'x@x.com', 'nonsense'],
  });
  await user.clear(screen.getByRole('textbox'));
  await user.paste(Array.from({ length: 201 }, (_, n) => id(`s${n}`)).join('\n'));
  await screen.findByText('201 péóplé áré nót', { exact: false });
  expectOnlyCatalogWords(dialog, {
    data: ['contractors', ...Array.from({ length: 201 }, (_, n) => id(`s${n}`))],
  });
});
