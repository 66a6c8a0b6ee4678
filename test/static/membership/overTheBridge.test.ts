import { setMaxListeners } from 'node:events';
import { createConfluence, groupIds, type Confluence } from '../../../sandbox/confluence';
import type { MembershipAnswer } from '../../../src/contract';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { Reading } from '../../../static/admin-panel/src/members/loading/reading';
import { readingTools } from '../../../static/admin-panel/src/members/loading/readingTools';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { readStretch } from '../../../static/admin-panel/src/members/queries';
import { checkMemberships } from '../../../static/admin-panel/src/membership/checkMemberships';
import { secondsToCheck } from '../../../static/admin-panel/src/membership/membershipCheck';
import { Timeline } from '../../support/timeline';
import { bridge } from '../support/bridge';

const { allStaff, contractors } = groupIds;
const { signal } = new AbortController();
let timeline = new Timeline();
let site: Confluence;
// That many wait for one signal is no leak here.
setMaxListeners(100);

/** A site with Confluence's limits, 120 ms away. */
beforeEach(async () => {
  timeline = new Timeline();
  site = await createConfluence({ scale: 5_000, latencyMs: 120, clock: timeline });
  bridge.reset();
  bridge.connect(site);
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
});

/** @param faults met once the first page is there */
async function readAll(groupId: string, faults: readonly object[] = []): Promise<MemberList> {
  const list = new MemberList();
  await timeline.until(readStretch(groupId, list, { start: 0, limit: 50 }, true));
  site.faults.set(faults);
  const reading = new Reading(list, readingTools(groupId, signal));
  expect(await timeline.until(reading.run())).toEqual({ status: 'complete' });
  return list;
}

const answered = (status: number) =>
  site.requestLog.entries().filter((entry) => entry.status === status).length;

it('a group is read whole over the bridge without a refusal, and costs no points', async () => {
  const list = await readAll(allStaff);
  expect([list.size, list.total, list.unlisted]).toEqual([5_000, 5_000, 0]);
  const entries = site.requestLog.entries();
  expect([entries.length, answered(200)]).toEqual([26, 26]);
  expect(entries.every(({ via, points }) => via === 'bridge' && points === 0)).toBe(true);
});

it('who of many is in a group is asked within Confluence’s limits, in the time that was said', async () => {
  const staff = (await readAll(allStaff)).loaded().map(({ accountId }) => accountId);
  const members = new Set((await readAll(contractors)).loaded().map(({ accountId }) => accountId));
  const asked = staff.slice(-600);
  const answers: MembershipAnswer[] = [];
  site.requestLog.clear();
  const startedAt = timeline.now();
  const onChecked = (checked: readonly MembershipAnswer[]) => answers.push(...checked);
  const end = await timeline.until(checkMemberships(contractors, asked, { signal, onChecked }));
  expect(end).toEqual({ status: 'complete' });
  expect(new Map(answers.map((one) => [one.accountId, 'member' in one && one.member]))).toEqual(
    new Map(asked.map((accountId) => [accountId, members.has(accountId)])),
  );
  expect([answered(200), answered(429)]).toEqual([600, 0]);
  expect(timeline.now() - startedAt).toBeLessThan(secondsToCheck(600) * 1_000 + 1_000);
});

it.each([429, 500, 503])(
  'pages that Confluence answers with %i at first come all the same',
  async (status) => {
    const list = await readAll(allStaff, [{ path: 'membersByGroupId', status, times: 4 }]);
    expect([list.size, answered(status)]).toEqual([5_000, 4]);
  },
);

it('pages of which no answer came are asked for again', async () => {
  const list = await readAll(allStaff, [{ path: 'membersByGroupId', drop: 'before', times: 4 }]);
  expect([list.size, answered(0)]).toEqual([5_000, 4]);
});
