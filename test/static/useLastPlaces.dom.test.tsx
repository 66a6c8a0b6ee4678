import { renderHook } from '@testing-library/react';
import type { Place } from '../../static/admin-panel/src/host/place';
import { useLastPlaces } from '../../static/admin-panel/src/useLastPlaces';

function visit(...places: Place[]) {
  const [first, ...others] = places;
  const { result, rerender } = renderHook((place: Place) => useLastPlaces(place), {
    initialProps: first ?? { page: 'groups' },
  });
  for (const place of others) rerender(place);
  return result.current;
}

const GROUP: Place = { page: 'groups', groupId: 'g-1' };
const COMPARISON: Place = { page: 'compare', a: 'g-1', b: 'g-2' };
const PERSON: Place = { page: 'people', accountId: 'ada-1' };

it('remembers where in each tab the admin was', () => {
  expect(visit(GROUP, PERSON, { page: 'history' })).toMatchObject({
    ...{ groups: GROUP, people: PERSON, history: { page: 'history' } },
  });
});

it('keeps a group while groups are compared, and the comparison while a group is looked at', () => {
  expect(visit(GROUP, COMPARISON)).toEqual({
    groups: COMPARISON,
    ofGroups: { groups: GROUP, compare: COMPARISON },
  });
  expect(visit(COMPARISON, GROUP, { page: 'plan' })).toEqual({
    groups: GROUP,
    ofGroups: { groups: GROUP, compare: COMPARISON },
  });
});

it('has nothing of what was not visited', () => {
  expect(visit({ page: 'plan' })).toEqual({ ofGroups: {} });
});
