import { onlineManager } from '@tanstack/react-query';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import type { Group } from '../../../src/contract';
import GroupPicker from '../../../static/admin-panel/src/directory/GroupPicker';
import { showInPage } from '../groups/support/showInPage';
import { bridge, json, type PageRequest, type PageResponse } from '../support/bridge';
import { keepPauses } from '../support/pauses';
import { pageOfPeople } from '../support/people';

const DESIGN: Group = { id: 'g-des', name: 'design-team' };
const GROUPS: Group[] = [
  { id: 'g-all', name: 'all-staff' },
  { id: 'g-con', name: 'contractors' },
  DESIGN,
  { id: 'g-okta', name: 'okta-engineering', managedBy: 'EXTERNAL' },
];

const onSelect = vi.fn<(group: Group) => void>();
beforeEach(() => {
  onSelect.mockReset();
  bridge.reset();
  bridge.answerConfluence(answer);
});

afterEach(() => onlineManager.setOnline(true));

/** The first groups by name, or those whose name has what is looked for. */
function answer({ path }: PageRequest): PageResponse {
  const { searchParams } = new URL(path, 'https://site.example');
  if (searchParams.has('accessType')) return json(pageOfPeople([]));
  const query = searchParams.get('query') ?? '';
  return json(pageOfPeople(GROUPS.filter(({ name }) => name.includes(query))));
}

/** Holds back what is answered to searches. @returns lets go of it */
function holdSearches(found: readonly Group[] = GROUPS): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  bridge.answerConfluence((request) =>
    request.path.includes('group/picker')
      ? released.then(() => json(pageOfPeople([...found])))
      : answer(request),
  );
  return release;
}

function show(initial?: Group) {
  const { user } = showInPage(<Picker initial={initial} />);
  return { user, field: screen.getByRole<HTMLInputElement>('combobox', { name: 'Group' }) };
}

/** The picker, with the group that was chosen last, which may have its name later. */
function Picker({ initial }: { initial: Group | undefined }) {
  const [selected, setSelected] = useState(initial);
  return (
    <>
      <GroupPicker
        selected={selected}
        onSelect={(group) => {
          onSelect(group);
          setSelected(group);
        }}
      />
      <button onClick={() => setSelected(DESIGN)}>The name comes</button>
    </>
  );
}

const searches = () =>
  bridge.requests
    .filter(({ path }) => path.includes('group/picker'))
    .map(({ path }) => new URL(path, 'https://site.example').searchParams.get('query'));
const optionNames = async () => (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
const chosenNames = () => onSelect.mock.calls.map(([{ name }]) => name);

it('finds a group by a part of its name, with the keyboard alone, and asks once the typing pauses', async () => {
  keepPauses();
  const { user, field } = show();
  await user.type(field, 'sign-t');
  await screen.findByText('1 group');
  expect(await optionNames()).toEqual(['design-team']);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(chosenNames()).toEqual(['design-team']);
  expect(field.value).toBe('design-team');
  expect(searches()).toEqual(['sign-t']);
});

it('takes Enter for the only match, and keeps looking while there are several', async () => {
  const { user, field } = show();
  await user.type(field, 's');
  await screen.findByText('3 groups');
  await user.keyboard('{Enter}');
  expect(field.getAttribute('aria-expanded')).toBe('true');
  expect(onSelect).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, 'okta');
  await screen.findByText('1 group');
  await screen.findByText('Identity provider');
  await user.keyboard('{Enter}');
  expect(chosenNames()).toEqual(['okta-engineering']);
});

it('keeps the chosen group where one leaves it without choosing', async () => {
  const { user, field } = show(DESIGN);
  for (const key of ['{Escape}', '{Tab}']) {
    await user.clear(field);
    await user.type(field, 'contr');
    await screen.findByRole('option', { name: 'contractors' });
    await user.keyboard(key);
    expect(field.value).toBe('design-team');
  }
  expect(onSelect).not.toHaveBeenCalled();
});

it('shows why a search failed in its list, and searches again', async () => {
  keepPauses();
  bridge.answerConfluence((request) =>
    request.path.includes('group/picker')
      ? { status: 503, headers: {}, body: 'Down for repairs' }
      : answer(request),
  );
  const { user, field } = show();
  await user.type(field, 'team');
  await screen.findByText('Down for repairs');
  bridge.answerConfluence(answer);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('option', { name: 'design-team' });
  expect(field.value).toBe('team');
  expect(document.activeElement).toBe(field);
});

it('keeps the highlight on its group when the answer puts others before it', async () => {
  const { user, field } = show();
  await user.click(field);
  await screen.findByRole('option', { name: 'design-team' });
  const release = holdSearches([{ id: 'g-1', name: 'another designer' }, DESIGN]);
  await user.type(field, 'desi');
  // No other is left of those that were there.
  await waitFor(async () => expect(await optionNames()).toEqual(['design-team']));
  await user.keyboard('{ArrowDown}');
  release();
  await screen.findByRole('option', { name: 'another designer' });
  await user.keyboard('{Enter}');
  expect(chosenNames()).toEqual(['design-team']);
});

it('leaves what is typed alone when the name of the shown group comes late', async () => {
  const { user, field } = show();
  await user.type(field, 'contr');
  fireEvent.click(screen.getByRole('button', { name: 'The name comes' }));
  expect(field.value).toBe('contr');
});

it('says that it is offline rather than that there are no groups', async () => {
  const { user, field } = show();
  onlineManager.setOnline(false);
  await user.type(field, 'design');
  await screen.findByText('You are offline. The search goes on when the connection is back.');
  onlineManager.setOnline(true);
  await screen.findByRole('option', { name: 'design-team' });
});
