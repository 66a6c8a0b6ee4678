import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { changesIn } from '../../../../src/membership/changeBlocks';
import ComparePage from '../../../../static/admin-panel/src/compare/ComparePage';
import { useNavigation } from '../../../../static/admin-panel/src/host/navigation';
import type { ComparePlace } from '../../../../static/admin-panel/src/host/place';
import { useRuns } from '../../../../static/admin-panel/src/run/RunProvider';
import { TellChanges } from '../../../../static/admin-panel/src/run/TellChanges';
import { Shown } from '../../../../static/admin-panel/src/ui/shown';
import { bridge } from '../../support/bridge';
import { showPart, type ShownPart } from '../../support/showPart';
import { CompareSite, ME } from './compareSite';

export interface CompareUnderTest extends ShownPart {
  site: CompareSite;
}

/** Shows the page at an address, on a site that an admin looks at. */
export function showCompare(path: string, site = new CompareSite()): CompareUnderTest {
  bridge.reset();
  bridge.answerConfluence(site.answer);
  const counts = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };
  bridge.answerInvocations({
    listProtected: () => ({ ok: true, accountIds: [] }),
    endRun: () => ({ ok: true, counts, missed: [] }),
    makeChanges: (input) => {
      if (!('newRun' in input) || 'undoes' in input.newRun.plan) throw new Error('A new run was expected.');
      const { driver, plan } = input.newRun;
      const changes = changesIn(plan.blocks);
      for (const change of changes) site.change(change);
      const outcomes = changes.map((_, change) => ({ change, outcome: { status: 'done' as const } }));
      return { ok: true, outcomes, run: { runId: 'run-1', driver, next: 2 } };
    },
  });
  return { ...showPart(<AsInApp />, { path, accountId: ME }), site };
}

/** The page stays while something else is looked at. */
function AsInApp() {
  const { place } = useNavigation();
  const { active } = useRuns();
  const [last, setLast] = useState<ComparePlace>({ page: 'compare' });
  if (place.page === 'compare' && place !== last) setLast(place);
  return (
    <>
      <Shown isShown={place.page === 'compare'}>
        <ComparePage {...last} />
      </Shown>
      {active && <TellChanges active={active} />}
    </>
  );
}

/** What the parts are called, with their counts. */
export function partNames(): (string | null)[] {
  const parts = screen.queryByRole('group', { name: 'Who is where' });
  return parts
    ? within(parts)
        .getAllByRole('button')
        .map(({ textContent }) => textContent)
    : [];
}

/** Who has a row. */
export function namesShown(): (string | null)[] {
  return screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);
}

/** What can be done with the people of the part. */
export function actionNames(): (string | null)[] {
  const actions = screen.queryByRole('group', { name: 'Actions' });
  return actions
    ? within(actions)
        .queryAllByRole('button')
        .map(({ textContent }) => textContent)
    : [];
}
