// npm run soak [-- SCHEDULES [SEED]]: the simulation with a fresh seed, or again with one that failed.
import { randomInt } from 'node:crypto';
import { installIfNeeded, run } from './ready.mjs';

const USAGE =
  'Usage: npm run soak -- [SCHEDULES [SEED]]\n\nSCHEDULES is 5000 and SEED is drawn, unless given.\n';
/** What a seed of the simulation may be: a 32-bit integer. */
const SEEDS = 2 ** 31;

const [schedules = '5000', seed = String(randomInt(SEEDS)), ...more] = process.argv.slice(2);
if (more.length > 0 || !/^[1-9]\d{0,8}$/.test(schedules) || !/^\d{1,10}$/.test(seed)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

installIfNeeded();
process.stdout.write(`Seed ${seed}, ${schedules} schedules. Again: npm run soak -- ${schedules} ${seed}\n`);
process.env.SIMULATION_SEED = seed;
process.env.SIMULATION_SCHEDULES = schedules;
run(process.execPath, [
  ...['node_modules/vitest/vitest.mjs', 'run', '--project', 'simulation'],
  'test/src/simulation/simulation.test',
]);
