/** What a run of 5,000 removals costs the browser: tasks that keep the admin waiting, memory. */
import type { Page } from 'playwright-core';
import { atMost, type Bench, type Result } from '../benchmark';
import { appFrame, loadEveryone, memoryOf, reviewEveryone, visit } from '../support/app';
import { NOTE_LONG_TASKS, takeLongTasks } from '../support/longTasks';
import { groupSize } from '../support/members';
import { withSite } from '../support/site';

const PEOPLE = 5_000;
const LONGEST_MS = 100;
const MB = 1_000_000;

export async function largeRemoval({ browser, size, say }: Bench): Promise<Result> {
  const people = Math.min(PEOPLE, size.scale);
  const figures = await withSite({ limits: false, scale: people }, async (site) => {
    const opened = await visit(browser, site, NOTE_LONG_TASKS);
    const { page, app, close } = opened;
    try {
      await loadEveryone(app);
      const before = await scriptMemory(page);
      await takeLongTasks(appFrame(page));
      say(`removing ${people}`);
      const confirm = await reviewEveryone(opened, people);
      const seconds = await confirm();
      const longTasksMs = await takeLongTasks(appFrame(page));
      const left = await groupSize(site);
      if (left > 0) throw new Error(`${left} are in the group still.`);
      return { seconds, longTasksMs, grownBytes: (await scriptMemory(page)) - before };
    } finally {
      await close();
    }
  });
  const longestMs = Math.max(0, ...figures.longTasksMs);
  const count = people.toLocaleString('en-US');
  return {
    title: `A run of ${count} people`,
    method:
      `Everyone in a group of ${count} is loaded, selected and removed. A long task is one over 50 ms, from selecting them to the ` +
      `receipt. Memory is what JavaScript holds after a collection.`,
    columns: ['', 'figure'],
    rows: [
      ['seconds', figures.seconds.toFixed(1)],
      ['long tasks', String(figures.longTasksMs.length)],
      ['longest task', longestMs === 0 ? 'none over 50 ms' : milliseconds(longestMs)],
      ['memory it grew by', megabytes(figures.grownBytes)],
    ],
    checks: [atMost('longest task', longestMs, LONGEST_MS, milliseconds)],
    figures,
  };
}

async function scriptMemory(page: Page): Promise<number> {
  return (await memoryOf(page)).script;
}

const milliseconds = (ms: number) => `${ms.toFixed(0)} ms`;
const megabytes = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
