import fc from 'fast-check';
import { askForPart, askForPartAtOnce } from './askForPart';
import { schedules } from './schedule';
import { complaintsAbout, complaintsAboutHistory } from './truth';
import { World } from './world';

/** `npm run soak` makes more of them: with a seed that it draws and prints, or with this one. */
const SEED = Number(process.env.SIMULATION_SEED ?? 20_26);
const SCHEDULES = Number(process.env.SIMULATION_SCHEDULES ?? 500);

it('whatever goes wrong, a run ends, touches nobody else, and what it says of each change is true', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const world = new World(schedule);
      const part = schedule.background?.part;
      const isPartAsked = part !== undefined && (await askForPartAtOnce(world, part));
      if (!isPartAsked) await world.end();
      expect(complaintsAbout(world)).toEqual([]);
      expect(await complaintsAboutHistory(world)).toEqual([]);

      if (part && !isPartAsked && (await askForPart(world, part))) {
        expect(complaintsAbout(world)).toEqual([]);
        expect(await complaintsAboutHistory(world)).toEqual([]);
      }

      if (world.isLeft) {
        await world.takeUp();
        expect(complaintsAbout(world)).toEqual([]);
        expect(await complaintsAboutHistory(world)).toEqual([]);
      }

      const { runId } = world.run;
      const open = world.run.openChanges();
      if (runId !== undefined && open.length > 0) await world.check(runId, open);
      expect(complaintsAbout(world)).toEqual([]);
      expect(await complaintsAboutHistory(world)).toEqual([]);

      const again = world.run.changesToRetry({ withNotAttempted: true });
      if (again.length === 0) return; // There is no button then.
      await world.retry(again);
      expect(complaintsAbout(world)).toEqual([]);
      expect(await complaintsAboutHistory(world)).toEqual([]);
    }),
    { seed: SEED, numRuns: SCHEDULES },
  );
}, 600_000);
