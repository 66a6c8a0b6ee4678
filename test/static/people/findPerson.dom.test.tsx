import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { bridge, json, noAnswer } from '../support/bridge';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { findButton } from '../support/showPart';
import { rowsOf, showPeople } from './support/showPeople';

beforeEach(() => bridge.reset());
afterEach(() => {
  onlineManager.setOnline(true);
  setLanguage(ENGLISH);
});

const field = () => screen.findByRole('searchbox', { name: 'Find a person' });
const people = () => screen.findByRole('table', { name: 'People' });

it('finds people by name, tells two of one name apart, and leads to each', async () => {
  const { user, path } = showPeople('/people');
  expect(bridge.requests).toEqual([]);
  expect(document.activeElement).toBe(await field());
  await user.type(await field(), 'imogen pres');
  await screen.findByText('2 people match', { exact: false });
  expect(rowsOf(await people())).toEqual([
    'Imogen Prescott | imogen@example.com | ',
    'Imogen Prescott | Email hiddenimogen-2 | ',
  ]);
  const [, second] = await screen.findAllByRole('button', { name: 'Imogen Prescott' });
  await user.click(second ?? (await field()));
  expect(path()).toBe('/people/imogen-2');
  const heading = await screen.findByRole('heading', { level: 2, name: 'Imogen Prescott' });
  await waitFor(() => expect(document.activeElement).toBe(heading));

  await user.click(await findButton('Find another person'));
  expect(await screen.findByDisplayValue('imogen pres')).toBe(await field());
  expect(document.activeElement).toBe(await field());
  expect(rowsOf(await people())).toHaveLength(2);
});

it('shows what sets a person apart', async () => {
  const { user } = showPeople('/people');
  const statusOf = async (name: string) => {
    await user.clear(await field());
    await user.type(await field(), name);
    return rowsOf(await people());
  };
  expect(await statusOf('robin')).toEqual(['Robin Castellanos | robin@example.com | Guest']);
  expect(await statusOf('dana')).toEqual(['Dana Okonkwo | dana@example.com | No Confluence access']);
  expect(await statusOf('digest')).toEqual(['Design Digest | Email hiddendigest-1 | App']);
});

it('asks nothing for one letter, and says what to do', async () => {
  const { user } = showPeople('/people');
  await user.type(await field(), 'i');
  screen.getByText('Type more to search.');
  expect(bridge.requests).toEqual([]);
  await user.type(await field(), 'm');
  screen.getByText('Searching…');
});

it('says that nobody was found, and what may help', async () => {
  const { user } = showPeople('/people');
  await user.type(await field(), 'nobody of this name');
  await screen.findByText('Check the spelling.', { exact: false });
  await user.clear(await field());
  await user.type(await field(), 'no.one@example.com');
  await screen.findByText('It may be hidden', { exact: false });
});

it('shows more of many on request, those found before staying', async () => {
  const { user } = showPeople('/people');
  bridge.answerConfluence(({ path }) => {
    const limit = Number(new URL(path, 'https://site.example').searchParams.get('limit'));
    const results = Array.from({ length: limit }, (_, n) => ({
      user: { type: 'known', accountId: `ada-${n}`, accountType: 'atlassian', displayName: `Ada ${n}` },
    }));
    return json({ results, start: 0, limit, size: limit, totalSize: 60, _links: { next: '/next' } });
  });
  await user.type(await field(), 'ada');
  await screen.findByText('The first 20 people who match', { exact: false });
  await user.click(await findButton('Show more people'));
  expect(rowsOf(await people()).length).toBeGreaterThanOrEqual(20);
  await screen.findByText('The first 50 people who match', { exact: false });
  expect(screen.queryByRole('button', { name: 'Show more people' })).toBeNull();
});

it('says that a search failed, and searches again', async () => {
  const { site, user } = showPeople('/people');
  bridge.answerConfluence(noAnswer);
  await user.type(await field(), 'imogen');
  // What stands in for it until it is loaded has another button.
  await screen.findByRole('img', { name: 'Error' });
  bridge.answerConfluence(site.answer);
  await user.click(await findButton('Try again'));
  expect(rowsOf(await people())).toHaveLength(2);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('waits for the connection, and goes on by itself', async () => {
  const { user } = showPeople('/people');
  onlineManager.setOnline(false);
  await user.type(await field(), 'imogen');
  await screen.findByText('You are offline.', { exact: false });
  onlineManager.setOnline(true);
  expect(rowsOf(await people())).toHaveLength(2);
});

it('takes every word from the catalog', () => {
  setLanguage(PSEUDO_LANGUAGE);
  showPeople('/people');
  const text = document.body.textContent;
  expect(text).toContain('Fínd á pérsón');
  expect(text).not.toMatch(/[aeiou]/);
});
