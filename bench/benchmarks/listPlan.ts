/** How long it takes from a file to the reviewed plan, and what reading the largest file costs the browser. */
import { performance } from 'node:perf_hooks';
import { atMost, type Bench, type Result } from '../benchmark';
import {
  appFrame,
  giveFile,
  listIsRead,
  memoryOf,
  openList,
  visit,
  type ReviewRemovals,
  type Visit,
} from '../support/app';
import { peopleOfGroup, strangers, withAddressesAlone, withExport } from '../support/listFile';
import { NOTE_LONG_TASKS, takeLongTasks } from '../support/longTasks';
import { withSite, type Site } from '../support/site';
import { median } from '../support/statistics';

const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300, limits: true };
const LINES = 10_000;
/** Of them people who have left the group, and whom the site does not know. */
const NO_MEMBERS = 40;
const STRANGERS = 20;
/** Each member is in it twice, where the group has half as many. */
const MOST_LINES = 100_000;
const REPETITIONS = 3;

const LONGEST_SECONDS = 15;
const LONGEST_TASK_MS = 50;
const MB = 1_000_000;
const MOST_MEMORY = 200 * MB;

interface Figures {
  /** From the file to the plan whose button works. */
  seconds: number;
  /** Of it, until it was known whom the list names. */
  secondsToBins: number;
  longTasksMs: number[];
  memoryBytes: number;
}

export async function listPlan(bench: Bench): Promise<Result> {
  const { size, say } = bench;
  const plans: Figures[] = [];
  for (let n = 1; n <= (size.repetitions ?? REPETITIONS); n += 1) {
    say(`plan, ${n}`);
    plans.push(await planOfList(bench));
  }
  say('the longest list');
  const longest = await binsOfLongestList(bench);
  const lines = linesOf(size.scale).toLocaleString('en-US');
  const mostLines = MOST_LINES.toLocaleString('en-US');
  const seconds = median(plans.map((plan) => plan.seconds));
  const memory = Math.max(longest.memoryBytes, ...plans.map(({ memoryBytes }) => memoryBytes));
  const longestTask = longestOf(plans.flatMap(({ longTasksMs }) => longTasksMs));
  const longestTaskOfLongest = longestOf(longest.longTasksMs);
  return {
    title: 'From a file to the reviewed plan',
    method:
      `A file of ${lines} lines is given to the dialog of a group of ${size.scale.toLocaleString('en-US')}, of which 50 members are read: an export of ` +
      `Atlassian Administration, every other row with the address alone, ${NO_MEMBERS} people who have left the group and ${STRANGERS} whom the ` +
      `site does not know. From there until the button of the plan works. At ${OPTIONS.latencyMs} ms a request, with Confluence's rate limits on; ` +
      `median of ${plans.length}. Then ${mostLines} lines, until it is known whom they name. A long task is one over 50 ms; memory is what ` +
      `JavaScript, the document and buffers hold after a collection, the settings page included.`,
    columns: ['', 'seconds to know who', 'seconds to the plan', 'longest task', 'memory'],
    rows: [
      [
        `${lines} lines`,
        median(plans.map(({ secondsToBins }) => secondsToBins)).toFixed(1),
        seconds.toFixed(1),
        task(longestTask),
        megabytes(Math.max(...plans.map(({ memoryBytes }) => memoryBytes))),
      ],
      [
        `${mostLines} lines`,
        longest.secondsToBins.toFixed(1),
        '',
        task(longestTaskOfLongest),
        megabytes(longest.memoryBytes),
      ],
    ],
    checks: [
      atMost('seconds to the plan', seconds, LONGEST_SECONDS, (figure) => figure.toFixed(1)),
      atMost(`longest task, ${lines} lines`, longestTask, LONGEST_TASK_MS, milliseconds),
      atMost(`longest task, ${mostLines} lines`, longestTaskOfLongest, LONGEST_TASK_MS, milliseconds),
      atMost('memory', memory, MOST_MEMORY, megabytes),
    ],
    figures: { plans, longest },
  };
}

/** Fewer where the group is smaller, to try something. */
const linesOf = (scale: number): number => Math.min(LINES, Math.floor(scale / 2));

function planOfList({ browser, size }: Bench): Promise<Figures> {
  const people = peopleOfGroup(size.scale).slice(0, linesOf(size.scale) - STRANGERS);
  const members = people.length - NO_MEMBERS;
  return withExport([...withAddressesAlone(people), ...strangers(STRANGERS)], (path) =>
    withSite({ ...OPTIONS, scale: size.scale }, async (site) => {
      await Promise.all(people.slice(members).map(({ accountId }) => site.remove(accountId)));
      return measure(browser, site, path, async (opened, reviewRemovals) => {
        await reviewRemovals(members);
        await opened.app.getByRole('table', { name: 'Planned changes' }).waitFor();
      });
    }),
  );
}

function binsOfLongestList({ browser, size }: Bench): Promise<Figures> {
  const people = withAddressesAlone(peopleOfGroup(size.scale));
  const rounds = Array.from({ length: Math.ceil(MOST_LINES / people.length) }, () => people);
  return withExport(rounds.flat().slice(0, MOST_LINES), (path) =>
    withSite({ ...OPTIONS, scale: size.scale }, (site) =>
      measure(browser, site, path, () => Promise.resolve()),
    ),
  );
}

/** Gives a file to the dialog, waits until it is known whom it names, and goes on from there. */
async function measure(
  browser: Bench['browser'],
  site: Site,
  path: string,
  goOn: (opened: Visit, reviewRemovals: ReviewRemovals) => Promise<void>,
): Promise<Figures> {
  const opened = await visit(browser, site, NOTE_LONG_TASKS);
  try {
    const list = await openList(opened);
    const frame = appFrame(opened.page);
    await takeLongTasks(frame);
    const started = performance.now();
    const secondsSince = () => (performance.now() - started) / 1_000;
    await giveFile(list, path);
    const { reviewRemovals } = await listIsRead(opened, list);
    const secondsToBins = secondsSince();
    await goOn(opened, reviewRemovals);
    const seconds = secondsSince();
    const longTasksMs = await takeLongTasks(frame);
    return { seconds, secondsToBins, longTasksMs, memoryBytes: await memoryInAll(opened.page) };
  } finally {
    await opened.close();
  }
}

async function memoryInAll(page: Visit['page']): Promise<number> {
  return Object.values(await memoryOf(page)).reduce((sum, bytes) => sum + bytes, 0);
}

/** 0 where there was none over 50 ms. */
function longestOf(longTasksMs: readonly number[]): number {
  return Math.max(0, ...longTasksMs);
}

const task = (ms: number) => (ms === 0 ? 'none over 50 ms' : milliseconds(ms));
const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;
const megabytes = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
