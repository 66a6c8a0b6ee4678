import type { Change, MakeChangesInput } from '../../../../src/contract';
import { changesIn } from '../../../../src/membership/changeBlocks';
import { useNavigation } from '../../../../static/admin-panel/src/host/navigation';
import { pathOf } from '../../../../static/admin-panel/src/host/place';
import PeopleTab from '../../../../static/admin-panel/src/people/PeopleTab';
import { useRuns } from '../../../../static/admin-panel/src/run/RunProvider';
import { TellChanges } from '../../../../static/admin-panel/src/run/TellChanges';
import { bridge } from '../../support/bridge';
import { showPart, type ShownPart } from '../../support/showPart';
import { ADMIN, PeopleSite } from './peopleSite';

/** The tab "People" on a page, and the site that it shows. */
export interface PeoplePageUnderTest extends ShownPart {
  site: PeopleSite;
}

/** Shows the tab at an address, on a site that an admin looks at. */
export function showPeople(path: string, site = new PeopleSite()): PeoplePageUnderTest {
  bridge.answerConfluence(site.answer);
  return { ...showPart(<Tab />, { path, accountId: ADMIN }), site };
}

/** The part of the page that the tests are about, and the page's own part in a run. */
function Tab() {
  const { place } = useNavigation();
  const { active } = useRuns();
  return (
    <>
      {active && <TellChanges active={active} />}
      {place.page === 'people' ? <PeopleTab accountId={place.accountId} /> : <p>{pathOf(place)}</p>}
    </>
  );
}

/** What stands in the rows of a table, without its head. */
export function rowsOf(table: HTMLElement): string[] {
  return [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent).join(' | '),
  );
}

/** What the function is asked in runs. */
export interface RunsUnderTest {
  slices: MakeChangesInput[];
  /** Has the slices that wait answered, and those after them. */
  goOn: () => void;
}

/** Has the function make the changes of runs on the site, once the test lets it. */
export function answerRuns(site: PeopleSite): RunsUnderTest {
  const slices: MakeChangesInput[] = [];
  let goOn: (() => void) | undefined;
  const isLetOn = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  bridge.answerInvocations({
    makeChanges: async (input) => {
      slices.push(input);
      await isLetOn;
      const changes = changesOf(input);
      for (const { action, groupId, accountId } of changes) site.change(action, groupId, accountId);
      return {
        ok: true,
        outcomes: changes.map((_, change) => ({ change, outcome: { status: 'done' } })),
        run: { runId: '0000000000001-00000000000000aa', driver: 'driver-of-the-test', next: 2 },
      };
    },
    listProtected: () => ({ ok: true, accountIds: [] }),
    endRun: () => ({ ok: true, counts: NO_COUNTS, missed: [] }),
  });
  return { slices, goOn: () => goOn?.() };
}

const NO_COUNTS = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };

/** The changes that a slice was asked to begin a run with: "remove imogen-1 g-sales". */
export function plannedIn(slice: MakeChangesInput | undefined): string[] {
  return slice ? changesOf(slice).map((one) => `${one.action} ${one.accountId} ${one.groupId}`) : [];
}

function changesOf(input: MakeChangesInput): Change[] {
  return 'newRun' in input && 'blocks' in input.newRun.plan ? changesIn(input.newRun.plan.blocks) : [];
}
