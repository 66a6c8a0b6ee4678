import { act, render } from '@testing-library/react';
import { NavigationProvider, useNavigation } from '../../../static/admin-panel/src/host/navigation';
import type { Place } from '../../../static/admin-panel/src/host/place';
import { MemoryLocation } from '../support/memoryLocation';

function Here({ onSight }: { onSight: (go: (to: Place) => void) => void }) {
  onSight(useNavigation().go);
  return null;
}

it.each<[string, string, Place, number]>([
  ['another page begins at its top', '/plan', { page: 'history' }, 0],
  ['another group too', '/groups', { page: 'groups', groupId: 'a' }, 0],
  ['other filters leave it where it is', '/history', { page: 'history', filters: { groupId: 'a' } }, 300],
])('%s', (_, from, to, scrolled) => {
  let go: (to: Place) => void = () => undefined;
  render(
    <NavigationProvider location={new MemoryLocation(from)}>
      <Here onSight={(current) => (go = current)} />
    </NavigationProvider>,
  );
  document.documentElement.scrollTop = 300;
  act(() => go(to));
  expect(document.documentElement.scrollTop).toBe(scrolled);
});
