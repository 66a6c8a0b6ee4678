import { answerTrial } from '../../../src/background/answerTrial';
import { tryBackground } from '../../../src/background/tryBackground';
import type { Confluence } from '../../../src/confluence/confluence';
import type { AppError } from '../../../src/contract/errors';
import { readTrial } from '../../../src/history/backgroundState';
import { UnreadableRecord } from '../../../src/history/records';
import { ADA, BOB, RecordWorld } from '../history/support/recordWorld';

/** Whether the worker can act for an admin who is away is tried once. */

const HOUR = 3_600_000;

let world: RecordWorld;
/** What comes of asking Confluence for an admin who is away. */
let answer: Partial<{ accountId: string; operations: object[]; thrown: AppError; status: number }>;
let askedFor: string[];
beforeEach(() => {
  world = new RecordWorld();
  answer = {};
  askedFor = [];
});

const attempt = (as = ADA) => tryBackground(world.tools(as));
const pushedId = () => {
  const event = world.pushed.at(-1)?.event;
  if (event?.kind !== 'trial') throw new Error('No trial was pushed.');
  return event.trialId;
};
const ADMINISTERS = [{ operation: 'administer', targetType: 'application' }];

function awayAs(accountId: string): Confluence {
  askedFor.push(accountId);
  const { thrown, status = 200, ...person } = answer;
  return {
    ...world.tools(accountId).confluence,
    errorOf: () => thrown,
    requestConfluence: (path) => {
      expect(path).toBe('/wiki/rest/api/user/current?expand=operations');
      if (thrown) return Promise.reject(new Error('Refused.'));
      const body = JSON.stringify({ accountId, operations: ADMINISTERS, ...person });
      return Promise.resolve({ status, headers: new Headers(), text: () => Promise.resolve(body) });
    },
  };
}
const work = (trialId = pushedId()) => answerTrial(trialId, world.tools(), awayAs);

it('is tried at once by the worker, for the admin who asks, and asked again it says what came of it', async () => {
  expect(await attempt(BOB)).toEqual({ ok: true, background: { state: 'trying' } });
  expect(world.pushed).toEqual([{ event: { kind: 'trial', trialId: pushedId() }, delayS: 0 }]);
  expect(await attempt()).toEqual({ ok: true, background: { state: 'trying' } });
  await work();
  expect(askedFor).toEqual([BOB]);
  expect(await attempt()).toEqual({ ok: true, background: { state: 'possible' } });
  world.now += 300 * 24 * HOUR;
  expect(await attempt()).toEqual({ ok: true, background: { state: 'possible' } });
  expect(world.pushed).toHaveLength(1);
});

it.each([
  ['Forge refuses to act as the admin', { thrown: { kind: 'actorUnavailable' } }, 'actorUnavailable'],
  ['Confluence answers for somebody else', { accountId: 'another' }, 'notInEffect'],
  ['Confluence answers for nobody', { accountId: '' }, 'notInEffect'],
  ['the login is not accepted', { status: 401 }, 'actorUnavailable'],
] as const)('is not possible where %s, which is tried again a day later', async (_, comesOfIt, reason) => {
  answer = comesOfIt;
  await attempt();
  await work();
  const impossible = { ok: true, background: { state: 'impossible', reason } };
  expect(await attempt()).toEqual(impossible);
  world.now += 24 * HOUR - 1;
  expect(await attempt()).toEqual(impossible);
  world.now += 1;
  expect(await attempt(BOB)).toEqual({ ok: true, background: { state: 'trying' } });
  answer = {};
  await work();
  expect(await attempt()).toEqual({ ok: true, background: { state: 'possible' } });
});

it('is possible as an admin who may administer no more: that is asked with each run', async () => {
  answer = { operations: [] };
  await attempt();
  await work();
  expect(await attempt()).toMatchObject({ background: { state: 'possible' } });
});

it.each([{ status: 503 }, { thrown: { kind: 'rateLimited' } as const }])(
  'is asked again a minute later where Confluence answers %j, for ten minutes',
  async (comesOfIt) => {
    answer = comesOfIt;
    await attempt();
    const trialId = pushedId();
    await work();
    expect(world.pushed.at(-1)).toEqual({ event: { kind: 'trial', trialId }, delayS: 60 });
    expect(await attempt()).toMatchObject({ background: { state: 'trying' } });
    world.now += 10 * 60_000;
    await work();
    expect(world.pushed).toHaveLength(2);
    expect(await attempt()).toMatchObject({ background: { state: 'trying' } });
    expect(pushedId()).not.toBe(trialId);
  },
);

it('is not possible where the queue refuses', async () => {
  world.takesEvents = false;
  const impossible = { ok: true, background: { state: 'impossible', reason: 'unavailable' } };
  expect(await attempt()).toEqual(impossible);
  expect(await attempt()).toEqual(impossible);
});

it('is answered once: an event that comes twice, late, or that somebody made up asks nothing', async () => {
  await attempt();
  await work('made-up');
  expect([askedFor, (await readTrial(world.store))?.state]).toEqual([[], 'trying']);
  const first = pushedId();
  world.now += 10 * 60_000;
  await work(first);
  expect(askedFor).toEqual([]);
  await attempt();
  await work(first);
  expect(askedFor).toEqual([]);
  await work();
  await work();
  expect(askedFor).toEqual([ADA]);
});

it('is left to a newer version that has tried it', async () => {
  world.store.set('background', { v: 9 });
  await expect(attempt()).rejects.toThrow(UnreadableRecord);
  await expect(work('trial-1')).rejects.toThrow(UnreadableRecord);
  expect([world.store.get('background'), world.pushed]).toEqual([{ v: 9 }, []]);
});
