import '@atlaskit/css-reset';
import 'virtual:design-tokens.css';
import './page.css';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { groupQuery } from './directory/useGroup';
import { HostContext } from './host/HostContext';
import { NavigationProvider } from './host/navigation';
import { valueRead } from './host/readFailed';
import { followHostTheme } from './host/theme';
import { membersQuery, openList } from './members/queries';
import { PlanProvider } from './plan/PlanProvider';
import { CannotShow, ErrorBoundary } from './problems/ErrorBoundary';
import { RemovalProvider } from './removal/useRemoval';
import { RunGuard } from './run/RunGuard';
import { RunProvider } from './run/RunProvider';
import { Announcer } from './ui/announcer';
import { preloadDeferred } from './ui/deferred';
import { ignoreHeldKeys } from './ui/heldKeys';
import { keepFocus } from './ui/keepFocus';
import type { FirstReads, Visit } from './visit';

// As soon as an answer is there: a timer, which is the default, may cost a frame.
notifyManager.setScheduler(queueMicrotask);

// What was read stays until it is asked for anew: a failed read too.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, retryOnMount: false, staleTime: Infinity, refetchOnWindowFocus: false },
  },
});

/**
 * Draws the page once the host has answered.
 * @param visiting rejects where the host does not answer, which the page says
 */
export async function renderPage(visiting: Promise<Visit>): Promise<void> {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no element "root".');
  const root = createRoot(container);
  ignoreHeldKeys();
  keepFocus();
  try {
    const { context, location, reads } = await visiting;
    if (reads) takeOver(reads);
    await followHostTheme(context);
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <HostContext.Provider value={{ siteUrl: context.siteUrl, accountId: context.accountId }}>
            <QueryClientProvider client={queryClient}>
              <RunProvider>
                <RunGuard>
                  <Announcer>
                    <RemovalProvider>
                      <NavigationProvider location={location}>
                        <PlanProvider>
                          <App />
                        </PlanProvider>
                      </NavigationProvider>
                    </RemovalProvider>
                  </Announcer>
                </RunGuard>
              </RunProvider>
            </QueryClientProvider>
          </HostContext.Provider>
        </ErrorBoundary>
      </StrictMode>,
    );
    setTimeout(preloadDeferred, 1_000); // After the first rows, which it would slow down.
  } catch (error) {
    console.error('The Forge host did not answer.', error);
    root.render(<CannotShow />);
  }
}

/** Has the queries of the page go on with what was asked for before. An error stays with its query, for the page to show. */
function takeOver({ groupId, group, members }: FirstReads): void {
  queryClient.query({ ...groupQuery(groupId), queryFn: () => valueRead(group) }).catch(() => undefined);
  queryClient.query({ ...membersQuery(groupId), queryFn: () => openList(members) }).catch(() => undefined);
}
