import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import type { Person } from '../../../src/contract';
import AddPeople from '../../../static/admin-panel/src/groups/addPeople/AddPeople';
import { GroupsHome } from '../../../static/admin-panel/src/groups/home/GroupsHome';
import ProtectedPeople from '../../../static/admin-panel/src/groups/home/ProtectedPeople';
import { recentGroups } from '../../../static/admin-panel/src/host/keptIds';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { SITE_URL } from '../support/showPart';
import { GroupsSite } from './support/groupsSite';
import { showInPage } from './support/showInPage';

let data: string[];

beforeEach(() => {
  window.localStorage.clear();
  setLanguage(PSEUDO_LANGUAGE);
  const site = GroupsSite.open();
  data = [
    ...site.groups.map(({ name }) => name),
    ...site.users.flatMap(({ accountId, displayName, email = '' }) => [accountId, displayName, email]),
    'nobody@example.com',
  ];
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
    listRuns: () => ({ ok: true, runs: [], unreadable: 0 }),
    listProtected: () => ({ ok: true, accountIds: ['ada-1'] }),
  });
});

afterEach(() => setLanguage(ENGLISH));

const expectCatalogWords = () => expectOnlyCatalogWords(document.body, { data });

it('has all words of the home from catalogs', async () => {
  recentGroups.remember(SITE_URL, 'g-con');
  const { user } = showInPage(<GroupsHome picker={null} onFromList={() => undefined} />);
  await screen.findByRole('button', { name: 'contractors' });
  await user.click(screen.getByRole('button', { name: /^Úndó/ }));
  await screen.findByText(/^Yóú hávé chángéd nóthíng/);
  await screen.findByText(/^Gívés ádmín/);
  expectCatalogWords();
});

it('has all words of the dialogs from catalogs', async () => {
  const { user } = showInPage(<AddToAll />);
  const field = screen.getByRole('searchbox');
  await user.click(field);
  await user.paste('ada@example.com\nnobody@example.com');
  await screen.findByText('ada@example.com');
  await user.type(field, 'imogen');
  await waitFor(() => expect(screen.getAllByText('Imogen Prescott')).toHaveLength(2));
  expectCatalogWords();
});

it('has all words of the list of protected people from catalogs', async () => {
  showInPage(<ProtectedPeople onClose={() => undefined} />);
  await screen.findByText('Ada Lovelace');
  expectCatalogWords();
});

function AddToAll() {
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  return (
    <AddPeople
      group={{ id: 'g-all', name: 'all-staff' }}
      chosen={chosen}
      onChange={setChosen}
      until={{ day: '', onDay: () => undefined }}
      onAddOne={() => undefined}
      onClose={() => undefined}
    />
  );
}
