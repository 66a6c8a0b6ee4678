import fc from 'fast-check';
import { isOpen } from '../../../../static/admin-panel/src/run/people';
import { schedules } from './schedule';
import { complaintsAbout, complaintsAboutHistory } from './truth';
import { World } from './world';

const SCHEDULES = 5_000;

it('whatever goes wrong, a run ends, touches nobody else, and what it says of each person is true', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const world = new World(schedule);
      await world.end();
      expect(complaintsAbout(world)).toEqual([]);
      expect(await complaintsAboutHistory(world)).toEqual([]);

      const open = world.accountIds.filter((id) => isOpenIn(world, id));
      const { runId } = world.run;
      if (runId !== undefined) await world.check(runId, open);
      expect(complaintsAbout(world)).toEqual([]);
      expect(await complaintsAboutHistory(world)).toEqual([]);

      world.stoppedAt = undefined;
      world.run.retryFailed({ withNotAttempted: true });
      await world.end();
      expect(complaintsAbout(world)).toEqual([]);
      expect(await complaintsAboutHistory(world)).toEqual([]);
    }),
    { seed: 20_26, numRuns: SCHEDULES },
  );
}, 300_000);

function isOpenIn({ run }: World, accountId: string): boolean {
  const standing = run.standingOf(accountId);
  return standing !== undefined && isOpen(standing);
}
