import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { bridge, json } from '../../support/bridge';
import { keepPauses } from '../../support/pauses';
import type { MembersSite } from './support/membersSite';
import { findAll, namesShown, showGroup } from './support/showGroup';

/** Told at once: after so long nothing is tried again by itself. */
const LATER = { 'retry-after': '600' };

/** What Confluence answers where a path has this in it, until it is well again. @returns makes it well */
function fail(site: MembersSite, part: string, status: number, headers = LATER): () => void {
  bridge.answerConfluence((request) =>
    request.path.includes(part) ? json({ message: 'Not now.' }, status, headers) : site.answer(request),
  );
  return () => bridge.answerConfluence(site.answer);
}

const searchbox = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find a person' });
const findProblem = async (title: string) => {
  const heading = await screen.findByRole('heading', { name: title });
  return within(heading.closest<HTMLElement>('[role="alert"]') ?? heading);
};
const isBelowTable = (element: HTMLElement) =>
  screen.getByRole('table').compareDocumentPosition(element) === Node.DOCUMENT_POSITION_FOLLOWING;
const readsOf = (part: string) => bridge.requests.filter(({ path }) => path.includes(part));

async function chooseReload(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  await user.click(screen.getByRole('menuitem', { name: 'Reload' }));
}

it('says why the rest of a group did not come, with one way to it', async () => {
  const { user, site } = showGroup('g-con');
  const heal = fail(site, 'start=48', 503);
  const problem = await findProblem('Confluence had a problem');
  problem.getByText(/^50 of 240 members of .*are read\.$/);
  expect(screen.queryByRole('button', { name: /^Load/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  screen.getByRole('menuitem', { name: 'Export 50 shown' });
  await user.keyboard('{Escape}');
  heal();
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await findAll(240);
  await waitFor(() => expect(screen.queryByText(/members (of .*)?are (read|shown)/)).toBeNull());
});

it('says why the rest that was asked for did not come where it was asked for, or above while a search has that place', async () => {
  const { user, site } = showGroup('g-all');
  await screen.findByText('50 of 2,500 members are shown.');
  const quota = { ...LATER, 'ratelimit-reason': 'confluence-quota-global-based' };
  const heal = fail(site, 'start=246', 429, quota);
  await user.click(screen.getByRole('button', { name: 'Load everyone' }));
  const dialog = await screen.findByRole('dialog', { name: /^Load everyone in all-staff/ });
  await user.click(within(dialog).getByRole('button', { name: 'Load everyone' }));
  const title = 'An hourly limit is used up';
  (await findProblem(title)).getByText(/^[\d,]+ of 2,500 members of .*are read\. .* It can continue /);
  expect(isBelowTable(screen.getByRole('heading', { name: title }))).toBe(true);
  const waysOn = () => screen.getAllByRole('button', { name: /^Load/ }).map(({ textContent }) => textContent);
  expect(waysOn()).toEqual(['Load the rest']);
  await user.click(screen.getByRole('button', { name: 'Active' }));
  await screen.findByText(/members read so far are shown\.$/);
  expect(waysOn()).toEqual(['Load the rest']);
  await user.click(screen.getByRole('button', { name: 'All' }));
  await user.type(searchbox(), 'dana');
  await waitFor(() => expect(isBelowTable(screen.getByRole('heading', { name: title }))).toBe(false));
  await user.clear(searchbox());
  await waitFor(() => expect(isBelowTable(screen.getByRole('heading', { name: title }))).toBe(true));
  heal();
  await user.click(screen.getByRole('button', { name: 'Load the rest' }));
  await screen.findByRole('button', { name: 'All 2,500' });
  expect(screen.queryByRole('heading', { name: title })).toBeNull();
});

describe('a reload', () => {
  it.each(['membersByGroupId', 'group/by-id'])(
    'that fails at %s keeps the list, who is selected and what is searched for, and says so above',
    async (part) => {
      const { user, site } = showGroup('g-design');
      await findAll(5);
      const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Dana Okonkwo' });
      await user.click(box());
      await user.type(searchbox(), 'dana');
      const heal = fail(site, part, 503);
      await chooseReload(user);
      await findProblem('Confluence had a problem');
      expect(box().checked).toBe(true);
      expect(searchbox().value).toBe('dana');
      heal();
      await user.click(await screen.findByRole('button', { name: 'Try again' }));
      await waitFor(() => expect(screen.queryByText('Confluence had a problem')).toBeNull());
      expect(box().checked).toBe(true);
      expect(namesShown()).toEqual(['Dana Okonkwo']);
    },
  );

  it('that finds the group gone leaves nothing of it', async () => {
    const { user, site } = showGroup('g-design');
    await findAll(5);
    fail(site, 'group/by-id', 404);
    await chooseReload(user);
    await findProblem('Confluence has no group with this ID');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('drops from those selected who is gone', async () => {
    const { user, site } = showGroup('g-design');
    await findAll(5);
    await user.click(screen.getByRole('checkbox', { name: 'Select all' }));
    await screen.findByText('5 selected');
    site.change({ action: 'remove', groupId: 'g-design', accountId: 'dana-1' });
    await chooseReload(user);
    await screen.findByText('4 selected');
  });
});

describe('finding a person', () => {
  it.each(['zoe-1', 'zoe@example.com'])('asks no one about %s, whom the group lists', async (exactly) => {
    const { user } = showGroup('g-design');
    await findAll(5);
    await user.type(searchbox(), exactly);
    await waitFor(() => expect(namesShown()).toEqual(['Zoë Ångström-Çelik']));
    // The next question is asked, and what is typed on the way to the first is not what it was about.
    await user.clear(searchbox());
    await user.type(searchbox(), 'xqzzt');
    await screen.findByText(/Nobody else was found/);
    expect(readsOf('user/bulk')).toEqual([]);
    expect(readsOf(encodeURIComponent(exactly))).toEqual([]);
  });

  it('says what went wrong with the search, and searches again', async () => {
    const { user, site } = showGroup('g-con');
    await findAll(240);
    const heal = fail(site, 'search/user', 503);
    await user.type(searchbox(), 'dana');
    await findProblem('Confluence had a problem');
    heal();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('Not in this group');
  });

  it('asks again whether someone is a member where Confluence did not say', async () => {
    keepPauses();
    const { user, site } = showGroup('g-con');
    await findAll(240);
    const heal = fail(site, 'memberof', 503);
    await user.type(searchbox(), 'dana');
    await screen.findByText('Confluence did not say whether they are in this group.');
    heal();
    await user.click(screen.getByRole('button', { name: 'Check Dana Okonkwo' }));
    await screen.findByText('Not in this group');
  });
});

it('sorts what is read of a large group, and says that it is not everyone', async () => {
  const { user } = showGroup('g-all');
  await screen.findByText('50 of 2,500 members are shown.');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  await screen.findByText('Sorted: the 50 members read so far. Load everyone to sort the whole group.');
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
  expect(namesShown().slice(0, 3)).toEqual(['Chloe Hughes', 'Dana Okonkwo', 'Design Digest']);
  expect(readsOf('membersByGroupId')).toHaveLength(1);
});
