import type { ReactNode } from 'react';
import { ADMIN, PeopleSite } from '../../people/support/peopleSite';
import { bridge } from '../../support/bridge';
import { showPart, type ShownPart } from '../../support/showPart';

/** A part of the page on a site that an admin looks at. */
export interface RunsUnderTest extends ShownPart {
  site: PeopleSite;
  /** What the page's live regions say. */
  said: () => string;
}

/** Shows a part of the page with all that it needs around it. */
export function showRuns(part: ReactNode, { path = '/groups', site = new PeopleSite() } = {}): RunsUnderTest {
  bridge.answerConfluence(site.answer);
  sessionStorage.clear();
  const shown = showPart(part, { path, accountId: ADMIN });
  return {
    ...shown,
    site,
    said: () =>
      [...shown.container.querySelectorAll('[role="status"].hidden')]
        .map(({ textContent }) => textContent)
        .join(''),
  };
}
