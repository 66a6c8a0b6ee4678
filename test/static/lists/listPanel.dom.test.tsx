import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import ListPanel from '../../../static/admin-panel/src/lists/panel/ListPanel';
import { useList, type List, type ListOptions } from '../../../static/admin-panel/src/lists/useList';
import { json } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { skipPauses } from '../support/pauses';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { setupUser } from '../support/setupUser';
import {
  CONTRACTORS,
  fileOf,
  hiddenPersonCalled,
  idOf,
  ListSite,
  membersOf,
  personCalled,
} from './support/listSite';

let site: ListSite;
beforeEach(() => {
  site = ListSite.open();
});
afterEach(() => setLanguage(ENGLISH));

interface Shown {
  list: () => List;
  container: HTMLElement;
  user: UserEvent;
  /** Shows it, or takes it away. */
  toggle: () => void;
}

/** A list of `contractors`, in which Ada, Ben and Cleo are. */
function show(options: Partial<ListOptions> = {}): Shown {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const group = { ...CONTRACTORS, list: membersOf(['ada', 'ben', 'cleo'].map((name) => personCalled(name))) };
  const shown: { list?: List; toggle: () => void } = { toggle: () => undefined };
  function Panel() {
    const list = useList('g-con', { group, ...options });
    shown.list = list;
    return <ListPanel list={list} />;
  }
  function Page() {
    const [isShown, setShown] = useState(true);
    shown.toggle = () => setShown((before) => !before);
    return isShown ? <Panel /> : null;
  }
  const { container } = render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  );
  return {
    list: () => {
      if (!shown.list) throw new Error('Nothing was drawn.');
      return shown.list;
    },
    ...{ container, user: setupUser() },
    toggle: () => act(() => shown.toggle()),
  };
}

const field = () =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Account IDs or email addresses' });

/** Drops files anywhere on the page. */
function drop(...files: File[]): void {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  fireEvent(document.body, Object.assign(event, { dataTransfer: { files } }));
  expect(event.defaultPrevented).toBe(true);
}

/** Waits until every line is decided. @returns account ids of those found, without what all ids end with */
async function foundIn({ list }: Shown): Promise<string[]> {
  await waitFor(() => {
    if (list().blocked !== undefined || !list().matched) throw new Error(list().blocked ?? 'Nothing yet.');
  });
  return (list().matched?.found ?? []).map(({ person }) => /:(.*?)000-/.exec(person.accountId)?.[1] ?? '');
}

const LEAVERS = fileOf('leavers.csv', 'Mail', 'ada@x.com', 'ben@x.com', 'nobody@x.com');

it('finds who is typed, and says of each line what it is', async () => {
  const page = show();
  await page.user.click(field());
  await page.user.paste([idOf('ada'), 'BEN@x.com', idOf('zoe'), '???', idOf('ada')].join('\n'));
  expect(await foundIn(page)).toEqual(['ada', 'ben', 'zoe']);
  await screen.findByText('5 lines: 3 people found, 1 listed more than once, 1 cannot be read.');
  const unreadable = within(screen.getByRole('region', { name: 'Cannot be read' }));
  expect(unreadable.getByText('Line 4')).toBeDefined();
  // What is typed needs no entry of its own.
  expect(screen.queryByRole('list', { name: 'What this list is made of' })).toBeNull();
});

it('says that a line names several people', async () => {
  const { user } = show();
  await user.click(field());
  await user.paste('ada@x.com, ben@x.com\ncleo@x.com');
  await screen.findByText('1 line names several people: all of them count.');
  await user.clear(field());
  await user.paste('ada@x.com\nben@x.com');
  await screen.findByText('2 lines: 2 people found.');
  expect(screen.queryByText(/several people/)).toBeNull();
});

it('reads several files at once, beside what is typed, and says which file a line is of', async () => {
  const page = show();
  await page.user.type(field(), 'cleo@x.com');
  drop(LEAVERS, fileOf('more.txt', 'dora@x.com', 'gone@x.com'));
  expect((await foundIn(page)).sort()).toEqual(['ada', 'ben', 'cleo', 'dora']);
  const list = within(screen.getByRole('list', { name: 'What this list is made of' }));
  list.getByText('Typed text');
  list.getByText('leavers.csv');
  expect(list.getAllByText(/^\d lines?$/).map((one) => one.textContent)).toEqual([
    '1 line',
    '3 lines',
    '2 lines',
  ]);
  const unmatched = within(screen.getByRole('region', { name: 'Could not be matched' }));
  unmatched.getByText('Line 4 of leavers.csv');
  unmatched.getByText('Line 2 of more.txt');

  await page.user.click(screen.getByRole('button', { name: 'Remove more.txt' }));
  expect((await foundIn(page)).sort()).toEqual(['ada', 'ben', 'cleo']);
});

it('keeps what is there where a file cannot be read, and says why', async () => {
  const page = show();
  await page.user.type(field(), 'ada@x.com');
  drop(
    new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0])], 'list.xlsx'),
    fileOf('prices.csv', 'Article,Price', 'Screw,1.20', 'Nut,0.30'),
    LEAVERS,
  );
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
  screen.getByText(/This is not a text file/);
  screen.getByText(/None of its columns names people. They are “Article” and “Price”./);
  expect(field().value).toBe('ada@x.com');
  await page.user.click(screen.getByRole('button', { name: 'Remove list.xlsx' }));
  expect(screen.queryByText(/This is not a text file/)).toBeNull();
});

it('finds by another file who an address belongs to, and takes nobody of that file', async () => {
  site.people.push(hiddenPersonCalled('hidden'));
  const page = show();
  drop(
    fileOf('hr.csv', 'Mail', 'hidden@x.com'),
    fileOf('export.csv', 'User id,email', `${idOf('hidden')},hidden@x.com`, `${idOf('zoe')},zoe@x.com`),
  );
  expect(await foundIn(page)).toEqual(['hidden']);
  const use = within(screen.getByRole('group', { name: 'Use of export.csv' }));
  expect(use.getByRole<HTMLInputElement>('radio', { name: 'Only to look up account IDs' }).checked).toBe(
    true,
  );
  await page.user.click(use.getByRole('radio', { name: 'People in this list' }));
  expect((await foundIn(page)).sort()).toEqual(['hidden', 'zoe']);
});

it('keeps the people of a file whose rows are filtered, whoever is typed beside it', async () => {
  const page = show();
  drop(fileOf('export-users.csv', ...SEEN));
  const seen = await screen.findByRole('combobox', { name: 'Last seen in Confluence - acme' });
  await page.user.selectOptions(seen, 'Never');
  expect(await foundIn(page)).toEqual(['ben']);
  await page.user.type(field(), 'ada@x.com');
  await waitFor(() => expect(page.list().sources).toHaveLength(2));
  expect((await foundIn(page)).sort()).toEqual(['ada', 'ben']);
});

it('says that a file has the ids of another product alone', async () => {
  show();
  drop(fileOf('okta.csv', 'User Id,Status', '00uNtEU7xvOdLMfxM1Yv,ACTIVE', '00uNtEU7xvOdLMfxM1Yw,ACTIVE'));
  await screen.findByText(
    /“User Id” has Okta IDs, which Confluence does not know. Export a column with email addresses or Atlassian account IDs./,
  );
});

it('names the column of a list under a word that is not known', async () => {
  const page = show();
  drop(fileOf('gehende.csv', 'Gehende', 'ada@x.com', 'ben@x.com', ''));
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
  screen.getByText('People are found by “Gehende”.');
});

it('uses rows about another group only once it is told to, and asks anew for others', async () => {
  const page = show({ onlyGroup: CONTRACTORS });
  const rows = (group: string) => ['email,Group', `ada@x.com,${group}`, `ben@x.com,${group}`];
  drop(fileOf('okta.csv', ...rows('Engineering')));
  await screen.findByText(
    (_, element) =>
      element?.textContent === 'No row is about contractors: the rows name another group, “Engineering”.',
  );
  expect(await foundIn(page)).toEqual([]);
  const useAll = () =>
    screen.getByRole<HTMLInputElement>('checkbox', { name: 'Use all rows for contractors' });
  await page.user.click(useAll());
  await waitFor(() => expect(page.list().matched?.found).toHaveLength(2));
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
  await page.user.click(screen.getByRole('button', { name: 'Remove okta.csv' }));
  drop(fileOf('sales.csv', ...rows('Sales')));
  await screen.findByText(/“Sales”/);
  expect(useAll().checked).toBe(false);
  drop(fileOf('more.csv', ...rows('Contractors')));
  await waitFor(() => expect(screen.queryByText(/No row is about/)).toBeNull());
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
});

it('names the columns that people are found by, and takes nobody before an open one is chosen', async () => {
  const page = show();
  drop(fileOf('leavers.csv', 'Leaver,Manager', 'ada@x.com,zoe@x.com', 'ben@x.com,dora@x.com'));
  await screen.findByText('Choose the column that names the people.');
  expect(page.list().matched).toBeUndefined();
  expect(page.list().blocked).toBe('Choose the column that names the people first.');
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Email' });
  expect([...select.options].map(({ text }) => text)).toEqual([
    'Choose…',
    'None',
    'Leaver: ada@x.com, ben@x.com',
    'Manager: zoe@x.com, dora@x.com',
  ]);
  await page.user.selectOptions(select, 'Leaver: ada@x.com, ben@x.com');
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
  screen.getByText('People are found by “Leaver”.');
  // It stays where it was pressed.
  expect(screen.getByRole('button', { name: 'Change columns' }).getAttribute('aria-expanded')).toBe('true');
  await page.user.selectOptions(
    screen.getByRole('combobox', { name: 'Email' }),
    'Manager: zoe@x.com, dora@x.com',
  );
  expect(await foundIn(page)).toEqual(['zoe', 'dora']);
});

const SEEN = [
  'User id,User name,email,User status,Last seen in Confluence - acme',
  `${idOf('ada')},Ada Person,ada@x.com,Active,12 Mar 2025`,
  `${idOf('ben')},Ben Person,ben@x.com,Suspended,Never accessed`,
  `${idOf('cleo')},Cleo Person,cleo@x.com,Active,`,
  `${idOf('zoe')},Zoe Person,zoe@x.com,Active,${new Date().toISOString().slice(0, 10)}`,
];

it('takes who was not seen for 90 days with one choice, and others with a second one', async () => {
  const page = show();
  drop(fileOf('export-users.csv', ...SEEN));
  const seen = await screen.findByRole('combobox', { name: 'Last seen in Confluence - acme' });
  expect(await foundIn(page)).toHaveLength(4);
  await page.user.selectOptions(seen, 'Over 90 days ago, or never');
  await screen.findByText('2 of 4 rows pass.');
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
  screen.getByText('4 lines: 2 people found, 2 left out by a filter.');
  await page.user.click(screen.getByRole('checkbox', { name: 'Also rows without a date (1)' }));
  await screen.findByText('3 of 4 rows pass.');
  expect(await foundIn(page)).toEqual(['ada', 'ben', 'cleo']);
  await page.user.click(screen.getByRole('checkbox', { name: 'Suspended (1)' }));
  await waitFor(() => expect(page.list().sources[0]?.passing).toBe(1));
  expect(await foundIn(page)).toEqual(['ben']);
});

it('does not filter by a column any more once people are found by it', async () => {
  const page = show();
  drop(fileOf('team.csv', 'Mail,Alias', 'ada@x.com,Ada Person', 'ben@x.com,Ben Person', ',Ben Person'));
  await page.user.click(await screen.findByRole('checkbox', { name: 'Ada Person (1)' }));
  expect(await foundIn(page)).toEqual(['ada']);
  await page.user.click(screen.getByRole('button', { name: 'Change columns' }));
  const name = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Name' });
  const alias = within(name).getByRole('option', { name: /^Alias/ });
  await page.user.selectOptions(name, alias);
  expect(await foundIn(page)).toEqual(['ada', 'ben']);
  expect(page.list().sources[0]?.passing).toBeUndefined();
  expect(screen.queryByRole('checkbox', { name: 'Ada Person (1)' })).toBeNull();
});

it('asks how dates are written where they fit both ways', async () => {
  const page = show();
  drop(
    fileOf(
      'leavers.csv',
      'Mail,Leaving',
      'ada@x.com,03/04/2024',
      'ben@x.com,05/06/2024',
      'zoe@x.com,05/04/2024',
    ),
  );
  await page.user.selectOptions(await screen.findByRole('combobox', { name: 'Leaving' }), 'Before…');
  expect(page.list().blocked).toBe('Say first how dates are written.');
  fireEvent.change(screen.getByLabelText('Leaving: day'), { target: { value: '2024-05-01' } });
  await page.user.selectOptions(
    screen.getByRole('combobox', { name: 'Leaving: how dates are written' }),
    'Day before month',
  );
  expect(await foundIn(page)).toEqual(['ada', 'zoe']);
  await page.user.selectOptions(
    screen.getByRole('combobox', { name: 'Leaving: how dates are written' }),
    'Month before day',
  );
  expect(await foundIn(page)).toEqual(['ada']);
});

it('has the admin decide between people of one name', async () => {
  site.people.push(
    { ...personCalled('sam'), displayName: 'Sam Reyes' },
    { ...personCalled('sam2'), displayName: 'Sam Reyes' },
  );
  const page = show();
  drop(fileOf('names.csv', 'Full name', 'Sam Reyes', 'Ada Person'));
  await waitFor(() => expect(page.list().blocked).toBe('Decide 1 line first.'));
  const choice = within(screen.getByRole('group', { name: 'Line 2: Sam Reyes' }));
  expect(choice.getAllByRole('radio')).toHaveLength(3);
  await page.user.click(choice.getByRole('radio', { name: /sam2@x.com/ }));
  expect((await foundIn(page)).sort()).toEqual(['ada', 'sam2']);
  // It can be changed.
  await page.user.click(screen.getByRole('radio', { name: 'None of them' }));
  expect(await foundIn(page)).toEqual(['ada']);
});

it('leaves all out that is to be decided', async () => {
  site.people.push(
    { ...personCalled('sam'), displayName: 'Sam Reyes' },
    { ...personCalled('sam2'), displayName: 'Sam Reyes' },
  );
  const page = show();
  drop(fileOf('names.csv', 'Full name', 'Sam Reyes', 'Ada Person'));
  await page.user.click(await screen.findByRole('button', { name: 'Leave all out' }));
  expect(await foundIn(page)).toEqual(['ada']);
  expect(screen.queryByRole('button', { name: 'Leave all out' })).toBeNull();
});

it('offers to look up very many, and goes on without them', async () => {
  skipPauses();
  const page = show();
  drop(fileOf('many.txt', 'ada@x.com', ...Array.from({ length: 201 }, (_, n) => `stranger${n}@x.com`)));
  await page.user.click(await screen.findByRole('button', { name: 'Leave them out' }));
  expect(await foundIn(page)).toEqual(['ada']);
  within(screen.getByRole('region', { name: 'Could not be matched' })).getByText('Not looked up');
  screen.getByText('201 lines were not looked up.');
  await page.user.click(screen.getByRole('button', { name: 'Look up 201' }));
  await screen.findByText('No one found shows this address');
});

it('asks again for single lines that Confluence did not answer', async () => {
  site.people.push({ ...personCalled('sam'), displayName: 'Sam Reyes' });
  site.refuse = (operation) =>
    operation === 'search/user' ? json({ message: 'Bad query.' }, 400) : undefined;
  const page = show();
  drop(fileOf('list.txt', 'ada@x.com', 'sam@x.com'));
  await screen.findByText('Confluence did not answer for 1 line.');
  expect(await foundIn(page)).toEqual(['ada']);
  site.refuse = () => undefined;
  await page.user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await foundIn(page)).toEqual(['ada', 'sam']);
  expect(screen.queryByText(/did not answer/)).toBeNull();
});

it('replaces what is selected by what is pasted, and keeps what is too long out of the field', async () => {
  const page = show();
  await page.user.type(field(), 'ada@x.com');
  field().setSelectionRange(0, 'ada@x.com'.length);
  const long = Array.from({ length: 6_000 }, (_, n) => `${'x'.repeat(16)}?${n}`).join('\n');
  fireEvent.paste(field(), { clipboardData: { getData: () => `${long}\nben@x.com` } });
  expect(field().value).toBe('');
  expect(await foundIn(page)).toEqual(['ben']);
  within(screen.getByRole('list', { name: 'What this list is made of' })).getByText('Pasted text');
  // Inserted at the caret otherwise.
  await page.user.type(field(), 'zoe@x.com');
  field().setSelectionRange(0, 0);
  await page.user.paste('cleo@x.com ');
  expect(field().value).toBe('cleo@x.com zoe@x.com');
});

it('keeps everything while it is not shown, and clears it when told to', async () => {
  const page = show();
  await page.user.type(field(), idOf('cleo'));
  drop(fileOf('export-users.csv', ...SEEN));
  // Even a file that is still being read.
  page.toggle();
  page.toggle();
  await page.user.selectOptions(
    await screen.findByRole('combobox', { name: 'Last seen in Confluence - acme' }),
    'Never',
  );
  expect(await foundIn(page)).toEqual(['cleo', 'ben']);
  page.toggle();
  page.toggle();
  expect(field().value).toBe(idOf('cleo'));
  expect(await foundIn(page)).toEqual(['cleo', 'ben']);
  await page.user.click(screen.getByRole('button', { name: 'Clear list' }));
  expect(field().value).toBe('');
  expect(page.list().isEmpty).toBe(true);
  expect(screen.queryByRole('button', { name: 'Clear list' })).toBeNull();
});

it('has all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  site.people.push(
    { ...personCalled('sam'), displayName: 'Sam Reyes' },
    { ...personCalled('sam2'), displayName: 'Sam Reyes' },
  );
  const page = show();
  drop(
    fileOf('export-users.csv', ...SEEN, ',Sam Reyes,,Active,', ',,gone@x.com,Active,', '10442,,,Active,'),
    fileOf('prices.csv', 'Article,Price', 'Screw,1.20', 'Nut,0.30'),
    fileOf('leavers.csv', 'Leaver,Manager', 'ada@x.com,zoe@x.com', 'ben@x.com,dora@x.com'),
  );
  await screen.findAllByRole('combobox');
  await screen.findByText(/Árticl|Article/);
  await page.user.click(screen.getByRole('button', { name: /leavers.csv/ }));
  await screen.findByRole('region', { name: /^Tó/ });
  expectOnlyCatalogWords(page.container, {
    data: [
      ...SEEN.join(',').split(','),
      ...['export-users.csv', 'prices.csv', 'Article', 'Price', 'Screw', 'Nut', 'Sam Reyes'],
      ...['gone@x.com', 'sam@x.com', 'sam2@x.com', 'Ada Person', 'Ben Person', 'Cleo Person', 'Zoe Person'],
    ],
  });
});
