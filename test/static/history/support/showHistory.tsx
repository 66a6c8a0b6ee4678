import HistoryTab from '../../../../static/admin-panel/src/history/HistoryTab';
import { useNavigation } from '../../../../static/admin-panel/src/host/navigation';
import { ADMIN, PeopleSite } from '../../people/support/peopleSite';
import { bridge, json } from '../../support/bridge';
import { showPart, type ShownPart } from '../../support/showPart';

/** Shows the tab at an address, on a site that an admin looks at. */
export function showHistory(path: string, site = new PeopleSite()): ShownPart {
  bridge.answerConfluence((request) => {
    const { pathname, searchParams } = new URL(request.path, 'https://site.example');
    if (!pathname.endsWith('/group/by-id')) return site.answer(request);
    const group = site.groups.find(({ id }) => id === searchParams.get('id'));
    return group ? json(group) : json({ message: 'There is no such group.' }, 404);
  });
  return showPart(<Tab />, { path, accountId: ADMIN });
}

function Tab() {
  const { place } = useNavigation();
  return place.page === 'history' ? <HistoryTab filters={place.filters ?? {}} /> : null;
}

/** What stands in the rows of a table, cell by cell. */
export function rowsOf(table: HTMLElement): string[][] {
  return [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent),
  );
}

/** What the history was asked, call by call. */
export function askedOf(name: 'listRuns' | 'listPersonEvents'): unknown[] {
  return bridge.invocations.filter(([called]) => called === name).map(([, input]) => input);
}
