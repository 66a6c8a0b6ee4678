import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { bridge, type PageResponse } from '../../support/bridge';
import type { MembersSite } from './support/membersSite';
import { findAll, namesShown, showGroup } from './support/showGroup';

const searchbox = () => screen.getByRole('searchbox', { name: 'Find a person' });
const search = (words: string) => fireEvent.change(searchbox(), { target: { value: words } });

/** Holds back what the directory answers. @returns lets go of it, and of what comes after */
function holdDirectory(site: MembersSite): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  bridge.answerConfluence((request): PageResponse | Promise<PageResponse> =>
    request.path.includes('search/user') ? released.then(() => site.answer(request)) : site.answer(request),
  );
  return release;
}
const directoryQuestions = () => bridge.requests.filter(({ path }) => path.includes('search/user'));

it('filters a group at once, and asks the directory as well: Confluence does not list everyone', async () => {
  const { site } = showGroup('g-design');
  await findAll(5);
  const release = holdDirectory(site);
  search('angstrom');
  await screen.findByText('1 member matches. Searching the directory…');
  expect(namesShown()).toEqual(['Zoë Ångström-Çelik']);
  release();
  await screen.findByText('1 member matches. Nobody else was found in the directory.');
  search('xqzzt');
  const nobody = 'No member matches “xqzzt”. Nobody else was found in the directory. Check the spelling.';
  await waitFor(() =>
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(nobody),
  );
  expect(screen.queryByRole('table')).toBeNull();
  search('');
  await waitFor(() => expect(namesShown()).toHaveLength(5));
});

it('lets the last question win', async () => {
  const { site } = showGroup('g-con');
  await findAll(240);
  const release = holdDirectory(site);
  search('Robin Castellanos');
  await waitFor(() => expect(directoryQuestions()).toHaveLength(1));
  search('Dana Okonkwo');
  release();
  const found = await screen.findByRole('list', { name: 'Found in the directory' });
  await within(found).findByText('Dana Okonkwo');
  expect(screen.queryByText('Robin Castellanos')).toBeNull();
});
