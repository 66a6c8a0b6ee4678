import Sequencer from '@jest/test-sequencer';

/**
 * The simulation first, browser tests last. A process that has used the sandbox or Playwright tracks every promise from
 * then on (Node's async hooks), and the simulation of thousands of runs takes more than twice as long in it. At the end
 * it would also run alone.
 */
export default class SimulationFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ path, context }) {
  if (path.includes('simulation')) return 0;
  return context.config.displayName?.name === 'browser' ? 2 : 1;
}
