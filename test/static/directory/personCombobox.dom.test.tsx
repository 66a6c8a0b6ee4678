import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import type { Chosen } from '../../../static/admin-panel/src/directory/chosen';
import PersonCombobox from '../../../static/admin-panel/src/directory/PersonCombobox';
import { PeopleSite } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { keepPauses } from '../support/pauses';
import { setupUser } from '../support/setupUser';

const ROBIN: Chosen = {
  ...{ accountId: 'robin-1', displayName: 'Robin Castellanos' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};

beforeEach(() => {
  bridge.reset();
  bridge.answerConfluence(new PeopleSite().answer);
});

function show(first?: Chosen) {
  const onSelect = vi.fn();
  function Page() {
    const [selected, setSelected] = useState(first);
    return (
      <PersonCombobox
        label="Person"
        selected={selected}
        onSelect={(person) => {
          onSelect(person.accountId);
          setSelected(person);
        }}
      />
    );
  }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  );
  return {
    user: setupUser(),
    onSelect,
    field: screen.getByRole('combobox', { name: 'Person' }),
  };
}

const asked = () => bridge.requests.filter(({ path }) => path.includes('search/user'));

it('tells people of one name apart, and takes one with the keyboard alone', async () => {
  const { user, onSelect, field } = show();
  await user.type(field, 'imogen');
  const options = await screen.findAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual([
    'Imogen Prescott imogen@example.com',
    'Imogen Prescott imogen-2',
  ]);
  await screen.findByText('2 people');
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onSelect.mock.calls).toEqual([['imogen-2']]);
  expect(field).toHaveProperty('value', 'Imogen Prescott');
  expect(screen.queryAllByRole('option')).toEqual([]);
});

it('takes the only one who fits with Enter, and nobody while there are several', async () => {
  const { user, onSelect, field } = show();
  await user.type(field, 'imogen');
  await screen.findByText('2 people');
  await user.keyboard('{Enter}');
  expect(onSelect).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, 'dana');
  await screen.findByText('1 person');
  await user.keyboard('{Enter}');
  expect(onSelect.mock.calls).toEqual([['dana-1']]);
});

it('keeps who is chosen where the admin leaves without choosing', async () => {
  const { user, onSelect, field } = show(ROBIN);
  await user.clear(field);
  await user.type(field, 'dan');
  await user.keyboard('{Escape}');
  expect(field).toHaveProperty('value', 'Robin Castellanos');
  await user.clear(field);
  await user.tab();
  expect(field).toHaveProperty('value', 'Robin Castellanos');
  expect(onSelect).not.toHaveBeenCalled();
});

it('asks once the typing pauses, and not for a single letter', async () => {
  keepPauses();
  const { user, field } = show();
  await user.type(field, 'd');
  await screen.findByText('Type at least two letters of a name.');
  await user.type(field, 'ana');
  await screen.findByRole('option', { name: /Dana Okonkwo/ });
  expect(asked()).toHaveLength(1);
});

it('says that nobody fits', async () => {
  const { user, field } = show();
  await user.type(field, 'zebedee');
  await screen.findByText('No person in the directory matches “zebedee”.');
});

it('says why the directory did not answer, and asks again', async () => {
  bridge.answerConfluence(() => ({ status: 500, headers: {}, body: '' }));
  const { user, field } = show();
  await user.type(field, 'dana');
  await screen.findByText('Confluence had a problem');
  bridge.answerConfluence(new PeopleSite().answer);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('option', { name: /Dana Okonkwo/ });
  await waitFor(() => expect(document.activeElement).toBe(field));
});
