// Before each test file of a mutation run: keeps tests short, since every mutant that survives waits for all that reach it.
import fc from 'fast-check';
import { beforeEach } from 'vitest';

/** Cases of a property that says no number of its own. */
const CASES = 25;
/** Tests of a second or more, by the end of their name: most look through a thousand runs or thousands of changes. */
const SLOW_TESTS = [
  // test/src/run
  'never goes faster than add allows, whatever pace the page claims',
  'never goes faster than remove allows, whatever pace the page claims',
  'loses nothing and never removes somebody whom it did not add, whatever becomes of each change',
  // test/src/history
  'does not get to know whose a run is, or whether there is one',
  'says it however many took something back',
  'makes at most as many of thirty that are begun at once where every place was left behind',
  'hold for the header of 50,000 changes in 200 groups with the longest names there are',
  'is believed to have missed a few, and not more',
  'is nothing a slice in a long run, of a group that is known to be ordinary',
];

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: CASES });

beforeEach(({ task, skip }) => {
  if (SLOW_TESTS.includes(task.name)) skip();
});
