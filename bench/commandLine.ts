/** The arguments of `npm run bench`. */
import { parseArgs } from 'node:util';
import { MAX_CHANGES_IN_RUN } from '../src/contract/limits';

export const BENCHMARKS = [
  'first-row',
  'points',
  'large-list',
  'load-everyone',
  'removal',
  'offboarding',
  'large-removal',
  'background',
  'run-cost',
  'list-plan',
  'undo',
  'largest-run',
  'history',
] as const;

export type BenchmarkName = (typeof BENCHMARKS)[number];

/** What a run may be made smaller with, to try something; the figures are made without. */
export interface Size {
  /** Members of `all-staff`. */
  scale: number;
  /** People taken out by each contestant of `removal` and in the smaller run of `run-cost`; ten times as many in `background`. */
  people: number;
  /** Changes of `largest-run`, of the larger run of `run-cost`, and of the largest run of `history`. */
  changes: number;
  /** Other runs of `history`. */
  runs: number;
  /** How often each contestant runs; each benchmark has a default of its own. */
  repetitions?: number;
}

export interface Command {
  names: readonly BenchmarkName[];
  size: Size;
  /** Nothing was made smaller, so the results are written down. */
  full: boolean;
}

export const USAGE = `Usage: npm run bench -- [NAME…] [options]

NAME is one of ${BENCHMARKS.join(', ')}; all of them without.
To try something; a run with one of these only prints, and writes nothing to bench/results/:

  --scale N         members of the group all-staff (50000)
  --people N        people that are removed (2000)
  --changes N       changes of the largest run (${MAX_CHANGES_IN_RUN})
  --runs N          runs of the history (1000)
  --repetitions N   how often everything is measured (first-row 11, large-list 5, load-everyone, undo, offboarding
                    and list-plan 3)
`;

const FULL: Size = { scale: 50_000, people: 2_000, changes: MAX_CHANGES_IN_RUN, runs: 1_000 };

/** @throws {Error} whose message says in one line what is wrong with the arguments */
export function parseCommandLine(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      scale: { type: 'string' },
      people: { type: 'string' },
      changes: { type: 'string' },
      runs: { type: 'string' },
      repetitions: { type: 'string' },
    },
  });
  const size = {
    scale: count('--scale', values.scale) ?? FULL.scale,
    people: count('--people', values.people) ?? FULL.people,
    changes: count('--changes', values.changes) ?? FULL.changes,
    runs: count('--runs', values.runs) ?? FULL.runs,
    ...(values.repetitions !== undefined && { repetitions: count('--repetitions', values.repetitions) ?? 1 }),
  };
  return {
    names: positionals.length === 0 ? BENCHMARKS : positionals.map(benchmarkName),
    size,
    full: Object.keys(values).length === 0,
  };
}

function benchmarkName(text: string): BenchmarkName {
  const name = BENCHMARKS.find((known) => known === text);
  if (name) return name;
  throw new Error(`There is no benchmark "${text}". There are ${BENCHMARKS.join(', ')}.`);
}

function count(flag: string, text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,5}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new Error(`${flag} must be a whole number from 1 to 999999, but it is "${text}".`);
}
