import '@atlaskit/css-reset';
import 'virtual:design-tokens.css';
import './page.css';
import { view } from '@forge/bridge';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { HostContext } from './host/HostContext';
import { groupQuery } from './groups/queries';
import { openLocation, type AppLocation } from './host/location';
import { placeIn } from './host/place';
import { membersQuery } from './members/queries';
import { applyPreferredTheme, followHostTheme } from './host/theme';
import { CannotShow, ErrorBoundary } from './problems/ErrorBoundary';
import { RunGuard } from './run/RunGuard';
import { RunProvider } from './run/RunProvider';
import { RemovalProvider } from './removal/useRemoval';
import { Announcer } from './ui/announcer';
import { ignoreHeldKeys } from './ui/heldKeys';
import { keepFocus } from './ui/keepFocus';
import { preloadDeferred } from './ui/deferred';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element "root".');
const root = createRoot(container);

// Every read costs points of an hourly budget, so none is repeated that nobody asked for: a failed one neither.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, retryOnMount: false, staleTime: Infinity, refetchOnWindowFocus: false },
  },
});

applyPreferredTheme();
ignoreHeldKeys();
keepFocus();
try {
  const [context, location] = await Promise.all([view.getContext(), openLocation().then(readAhead)]);
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
                    <App location={location} />
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

/** Asks for the group that the link names while the page is still being put together. */
function readAhead(location: AppLocation): AppLocation {
  const place = placeIn(location.path());
  if (place.tab === 'members' && place.groupId !== undefined) {
    const { groupId } = place;
    // An error stays with its query, for the page to show.
    queryClient.query(groupQuery(groupId)).catch(() => undefined);
    queryClient.query(membersQuery(groupId)).catch(() => undefined);
  }
  return location;
}
