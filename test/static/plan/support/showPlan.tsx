import '../../support/bridge';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useNavigation } from '../../../../static/admin-panel/src/host/navigation';
import type { KnownToPlan, PlanSource } from '../../../../static/admin-panel/src/plan/plan';
import PlanPage from '../../../../static/admin-panel/src/plan/PlanPage';
import { usePlans } from '../../../../static/admin-panel/src/plan/PlanProvider';
import { showPart, type ShownPart } from '../../support/showPart';
import { ME } from './planSite';

/** Shows a part of the page with all that is around it, at an address. */
export function showAround(part: ReactNode, path = '/groups/con'): ShownPart {
  return showPart(part, { path, accountId: ME });
}

/** Opens a plan from the group "contractors", and shows its review. */
export async function openPlan(source: PlanSource, known?: KnownToPlan): Promise<ShownPart> {
  const page = showAround(<Opener {...{ source }} {...(known && { known })} />);
  await page.user.click(screen.getByRole('button', { name: 'Open' }));
  return page;
}

/** Shows the review as after a reload of the page. */
export function reopenPlan(): ShownPart {
  return showAround(<Opener source={{ kind: 'offboarding', accountIds: [] }} />, '/plan');
}

function Opener({ source, known }: { source: PlanSource; known?: KnownToPlan }) {
  const { place } = useNavigation();
  const { open } = usePlans();
  return place.page === 'plan' ? (
    <PlanPage />
  ) : (
    <button type="button" onClick={() => open(source, known)}>
      Open
    </button>
  );
}

/** What stands in the rows of the table, cell by cell. */
export function plannedRows(): string[] {
  const table = screen.queryByRole('table', { name: 'Planned changes' });
  return [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('th, td')]
      .map((cell) => cell.textContent)
      .filter((text) => text !== '')
      .join(' | '),
  );
}

/** The live region that says why the plan cannot be carried out. */
export function whyNot(button: HTMLElement): string | null | undefined {
  const id = button.getAttribute('aria-describedby');
  return id === null ? null : document.getElementById(id)?.textContent;
}
