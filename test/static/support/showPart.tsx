import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { HostContext } from '../../../static/admin-panel/src/host/HostContext';
import { NavigationProvider } from '../../../static/admin-panel/src/host/navigation';
import type { Plan } from '../../../static/admin-panel/src/plan/plan';
import { PlanProvider, usePlans } from '../../../static/admin-panel/src/plan/PlanProvider';
import { RemovalProvider } from '../../../static/admin-panel/src/removal/useRemoval';
import { RunProvider, useRuns } from '../../../static/admin-panel/src/run/RunProvider';
import { Announcer } from '../../../static/admin-panel/src/ui/announcer';
import { MemoryLocation } from './memoryLocation';
import { setupUser } from './setupUser';

export const SITE_URL = 'https://site.example';

type Runs = ReturnType<typeof useRuns>;

/** A part of the page that is shown, and what the page has of runs and plans. */
export interface ShownPart {
  user: UserEvent;
  container: HTMLElement;
  /** Where in the app the admin is. */
  path: () => string;
  /** Goes there as a link does. */
  go: (path: string) => void;
  /** The plan that was opened. */
  plan: () => Plan | undefined;
  runs: () => Runs;
  /** Everything goes away, as when a page is reloaded. */
  leave: () => void;
}

/** Shows a part of the page with all that is around it. @param accountId the admin who looks */
export function showPart(
  part: ReactNode,
  { path, accountId }: { path: string; accountId: string },
): ShownPart {
  const location = new MemoryLocation(path);
  const seen: { runs?: Runs; plan: Plan | undefined } = { plan: undefined };
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, retryOnMount: false, staleTime: Infinity } },
  });
  const { container, unmount } = render(
    <HostContext.Provider value={{ siteUrl: SITE_URL, accountId }}>
      <QueryClientProvider client={client}>
        <RunProvider>
          <Announcer>
            <RemovalProvider>
              <NavigationProvider location={location}>
                <PlanProvider>
                  <Probe onRender={(runs, plan) => Object.assign(seen, { runs, plan })} />
                  {part}
                </PlanProvider>
              </NavigationProvider>
            </RemovalProvider>
          </Announcer>
        </RunProvider>
      </QueryClientProvider>
    </HostContext.Provider>,
  );
  return {
    ...{ user: setupUser(), container, path: location.path, leave: unmount },
    go: (to) => act(() => location.push(to)),
    plan: () => seen.plan,
    runs: () => {
      if (!seen.runs) throw new Error('Nothing was drawn.');
      return seen.runs;
    },
  };
}

/** The button of that name, once it is there. */
export function findButton(name: string | RegExp): Promise<HTMLElement> {
  return screen.findByRole('button', { name });
}

function Probe({ onRender }: { onRender: (runs: Runs, plan: Plan | undefined) => void }) {
  onRender(useRuns(), usePlans().plan);
  return null;
}
