import fc from 'fast-check';
import { pathOf, placeIn, type Place } from '../../../static/admin-panel/src/host/place';

it.each<[string, Place]>([
  ['/', { page: 'groups' }],
  ['/groups', { page: 'groups' }],
  ['/groups/', { page: 'groups' }],
  ['/groups/a%2Fb', { page: 'groups', groupId: 'a/b' }],
  ['/groups/100%', { page: 'groups', groupId: '100%' }],
  ['/groups/a/b', { page: 'groups' }],
  ['/compare', { page: 'compare' }],
  ['/compare/a/x%2Fy/b/z', { page: 'compare', a: 'x/y', b: 'z' }],
  ['/compare/b/z', { page: 'compare', b: 'z' }],
  ['/compare/a//b/z/c/d/a', { page: 'compare', b: 'z' }],
  ['/compare/a/x/list', { page: 'compare', a: 'x', isWithList: true }],
  ['/compare/list', { page: 'compare', isWithList: true }],
  ['/compare/a/list', { page: 'compare', a: 'list' }],
  ['/compare/a/list/b/z/list/', { page: 'compare', a: 'list', b: 'z', isWithList: true }],
  ['/compare/a/x/lists', { page: 'compare', a: 'x' }],
  ['/people', { page: 'people' }],
  ['/people/557058:a', { page: 'people', accountId: '557058:a' }],
  ['/plan', { page: 'plan' }],
  ['/changes/run-1', { page: 'changes', runId: 'run-1' }],
  ['/changes/run-1/', { page: 'changes', runId: 'run-1' }],
  ['/changes', { page: 'history' }],
  ['/history', { page: 'history' }],
  ['/history/group/a%2Fb', { page: 'history', filters: { groupId: 'a/b' } }],
  ['/history/person/me/admin/you', { page: 'history', filters: { personId: 'me', actorId: 'you' } }],
  ['/history/action/add/outcome/failed', { page: 'history', filters: { action: 'add', outcome: 'failed' } }],
  [
    '/history/from/2026-02-28/to/2026-03-01',
    { page: 'history', filters: { from: '2026-02-28', to: '2026-03-01' } },
  ],
  // What cannot be read of it is left out.
  ['/history/action/toString/outcome/lost', { page: 'history' }],
  ['/history/from/2026-02-30/to/yesterday', { page: 'history' }],
  ['/history/team/a/group/b', { page: 'history', filters: { groupId: 'b' } }],
  ['/history/group', { page: 'history' }],
  ['/history/group//person/me', { page: 'history', filters: { personId: 'me' } }],
  ['/historic', { page: 'groups' }],
])('reads %s', (path, place) => expect(placeIn(path)).toEqual(place));

const id = fc.string({ unit: 'grapheme', minLength: 1 });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const filters = fc
  .record(
    {
      ...{ groupId: id, personId: id, actorId: id, from: day, to: day },
      action: fc.constantFrom('add' as const, 'remove' as const),
      outcome: fc.constantFrom('done' as const, 'unchanged' as const, 'failed' as const),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ page: fc.constant('groups' as const), groupId: id }, { requiredKeys: ['page'] }),
  fc.record(
    { page: fc.constant('compare' as const), a: id, b: id, isWithList: fc.constant(true as const) },
    { requiredKeys: ['page'] },
  ),
  fc.record({ page: fc.constant('people' as const), accountId: id }, { requiredKeys: ['page'] }),
  fc.record({ page: fc.constant('plan' as const) }),
  fc.record({ page: fc.constant('changes' as const), runId: id }),
  fc.record({ page: fc.constant('history' as const), filters }, { requiredKeys: ['page'] }),
);

it('reads every path it writes', () => {
  fc.assert(
    fc.property(places, (place) => {
      expect(placeIn(pathOf(place))).toEqual(place);
    }),
  );
});
