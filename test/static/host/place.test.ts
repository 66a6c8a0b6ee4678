import fc from 'fast-check';
import { pathOf, placeIn, type Place } from '../../../static/admin-panel/src/host/place';

it.each<[string, Place]>([
  ['/', { tab: 'members' }],
  ['/group/a%2Fb', { tab: 'members', groupId: 'a/b' }],
  ['/group/100%', { tab: 'members', groupId: '100%' }],
  ['/history', { tab: 'history' }],
  ['/history/', { tab: 'history' }],
  ['/history/run-1', { tab: 'history', runId: 'run-1' }],
  ['/history/run-1/', { tab: 'history', runId: 'run-1' }],
  ['/history/run-1/more', { tab: 'members' }],
  ['/history/group/a%2Fb', { tab: 'history', filters: { groupId: 'a/b' } }],
  ['/history/person/me/admin/you', { tab: 'history', filters: { personId: 'me', actorId: 'you' } }],
  ['/history/run-1/admin/you', { tab: 'history', runId: 'run-1', filters: { actorId: 'you' } }],
  ['/history/group', { tab: 'history', runId: 'group' }],
  ['/history/team/a', { tab: 'members' }],
  ['/history/group//person/me', { tab: 'members' }],
  ['/historic', { tab: 'members' }],
])('reads %s', (path, place) => expect(placeIn(path)).toEqual(place));

const id = fc.string({ unit: 'grapheme', minLength: 1 });
const filters = fc
  .record({ groupId: id, personId: id, actorId: id }, { requiredKeys: [] })
  .filter((given) => Object.keys(given).length > 0);
const places = fc.oneof(
  fc.record({ tab: fc.constant('members' as const), groupId: id }, { requiredKeys: ['tab'] }),
  fc.record({ tab: fc.constant('history' as const), runId: id, filters }, { requiredKeys: ['tab'] }),
);

it('reads every path it writes', () => {
  fc.assert(fc.property(places, (place) => expect(placeIn(pathOf(place))).toEqual(place)));
});
