import fc from 'fast-check';
import { pathOf, placeIn, type Place } from '../../../static/admin-panel/src/host/place';

it.each<[string, Place]>([
  ['/', { tab: 'members' }],
  ['/group/a%2Fb', { tab: 'members', groupId: 'a/b' }],
  ['/group/100%', { tab: 'members', groupId: '100%' }],
  ['/history', { tab: 'history' }],
  ['/history/', { tab: 'history' }],
  ['/history/run-1', { tab: 'history', runId: 'run-1' }],
  ['/history/run-1/more', { tab: 'members' }],
  ['/historic', { tab: 'members' }],
])('reads %s', (path, place) => expect(placeIn(path)).toEqual(place));

it('reads every path it writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
      for (const place of [
        { tab: 'members', groupId: id } as const,
        { tab: 'history', runId: id } as const,
      ]) {
        expect(placeIn(pathOf(place))).toEqual(place);
      }
    }),
  );
});
