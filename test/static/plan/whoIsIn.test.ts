import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { currentGroup, currentGroups } from '../../../static/admin-panel/src/plan/currentGroups';
import { whoIsIn } from '../../../static/admin-panel/src/plan/whoIsIn';
import { Timeline } from '../../support/timeline';
import { bridge, json } from '../support/bridge';
import { GroupSite, readsOf } from '../support/groupSite';

const NOBODY: readonly string[] = [];
const ignore: (share: number) => void = () => undefined;
const { signal } = new AbortController();
let timeline = new Timeline();

beforeEach(() => {
  timeline = new Timeline();
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
  bridge.reset();
});

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `m${from + n}`);

function ask(site: GroupSite, accountIds: readonly string[], leaving = NOBODY, onProgress = ignore) {
  bridge.answerConfluence(site.answer);
  return timeline.until(whoIsIn('g', accountIds, leaving, onProgress, signal));
}

const counted = () => {
  const reads = readsOf();
  return {
    pages: reads.filter((read) => read.startsWith('membersByGroupId')).length,
    people: reads.filter((read) => read.startsWith('memberof')).length,
  };
};

it('asks about a few one by one, whatever the size of the group', async () => {
  const now = await ask(GroupSite.of(2), ['m0', 'other'], ['m0']);
  expect(now).toEqual({ members: new Set(['m0']), gone: new Set(), unanswered: new Set() });
  expect(readsOf()).toEqual(['memberof m0', 'memberof other']);
});

it('reads the group where that takes fewer requests', async () => {
  const now = await ask(GroupSite.of(450), ids(400, 300));
  expect(ids(400, 300).filter((id) => now.members.has(id))).toEqual(ids(150, 300));
  expect(counted()).toEqual({ pages: 4, people: 0 });
});

it('asks about who is to leave and is not listed, before it says that they have left', async () => {
  const site = GroupSite.of(450);
  site.unlisted = ['suspended'];
  const now = await ask(site, [...ids(100), 'suspended', 'other'], [...ids(100), 'suspended', 'other']);
  expect([now.members.has('suspended'), now.members.has('other')]).toEqual([true, false]);
  expect(counted()).toEqual({ pages: 4, people: 2 });
});

it('does not read a group of a size that nobody knows for a few people', async () => {
  const site = GroupSite.of(2_000);
  bridge.answerConfluence((request) =>
    site.answer({ ...request, path: request.path.replace('shouldReturnTotalSize=true', '') }),
  );
  const now = await timeline.until(whoIsIn('g', ids(20), ids(20), ignore, signal));
  expect(now.members.size).toBe(20);
  expect(counted()).toEqual({ pages: 1, people: 20 });
});

it('tells how far it has come', async () => {
  const shares: number[] = [];
  await ask(GroupSite.of(3), ids(150), NOBODY, (share) => shares.push(share));
  expect(shares.at(-1)).toBe(1);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
});

it('throws why it is not known', async () => {
  bridge.answerConfluence(() => json({ message: 'No' }, 403));
  await expect(timeline.until(whoIsIn('g', ['m0'], NOBODY, ignore, signal))).rejects.toMatchObject({
    error: { kind: 'permission' },
  });
});

it('throws where nobody waits for it any more', async () => {
  bridge.answerConfluence(GroupSite.of(3).answer);
  const waiting = whoIsIn('g', ids(10), NOBODY, ignore, AbortSignal.abort());
  await expect(timeline.until(waiting)).rejects.toThrow('abort');
});

it('knows what groups are called now, and which are gone', async () => {
  bridge.answerConfluence(GroupSite.of(3).answer);
  expect(await currentGroup('g')).toEqual({ id: 'g', name: 'contractors' });
  const known = new Map([['known', { id: 'known', name: '\u200b' }]]);
  expect(await currentGroups(['g', 'known', 'g'], known)).toEqual(
    new Map([
      ['g', { id: 'g', name: 'contractors' }],
      ['known', { id: 'known', name: 'known' }],
    ]),
  );
  bridge.answerConfluence(() => json({ message: 'No such group' }, 404));
  expect(await currentGroup('g')).toBeUndefined();
  expect(await currentGroups(['g'], new Map())).toEqual(new Map());
  bridge.answerConfluence(() => json({ message: 'busy' }, 503));
  await expect(currentGroup('g')).rejects.toMatchObject({ error: { kind: 'unavailable' } });
});
