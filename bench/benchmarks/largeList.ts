/** What 50,000 loaded rows cost the browser: elements, long tasks while scrolling, memory. */
import { fileURLToPath } from 'node:url';
import { atMost, type Bench, type Result } from '../benchmark';
import { appFrame, loadEveryone, membersTable, memoryOf, visit, type Visit } from '../support/app';
import { memberReads, membersRead } from '../support/members';
import { withSite, type Site } from '../support/site';
import { median } from '../support/statistics';

const PASSES = 5;
const PASS_MS = 10_000;
/** Places of the list at which elements are counted. */
const STOPS = 20;
const SCRIPT = fileURLToPath(new URL('../inPage/scrolling.js', import.meta.url));
const MB = 1_000_000;
/** A row can hardly be lower; a list that is lower than its rows does not hold them all. */
const LOWEST_ROW_PX = 20;

/** One way from the top to the bottom. */
interface Pass {
  /** Durations of the tasks over 50 ms. */
  longTasksMs: number[];
  frames: number;
  slowestFrameMs: number;
  heightPx: number;
  endedAtPx: number;
}

/** What `inPage/scrolling.js` puts into the app's frame. */
interface ScrollingWindow {
  scrolling: {
    pass: (durationMs: number) => Promise<Pass>;
    mostElements: (stops: number) => Promise<number>;
  };
}

export async function largeList({ browser, size, say }: Bench): Promise<Result> {
  const repetitions = size.repetitions ?? PASSES;
  const figures = await withSite({ limits: false, scale: size.scale }, async (site) => {
    const visited = await visit(browser, site, SCRIPT);
    try {
      say('loading everyone');
      await loadEveryone(visited.app);
      return await measure(visited, site, size.scale, repetitions, say);
    } finally {
      await visited.close();
    }
  });
  const { elements, passes, memoryBytes } = figures;
  const memory = Object.values(memoryBytes).reduce((sum, bytes) => sum + bytes, 0);
  const longTasks = median(passes.map(({ longTasksMs }) => longTasksMs.length));
  const longestMs = Math.max(0, ...passes.flatMap(({ longTasksMs }) => longTasksMs));
  return {
    title: 'A list with everyone in it',
    method:
      `All ${size.scale.toLocaleString('en-US')} members loaded, then scrolled from top to bottom in ${PASS_MS / 1_000} s, ` +
      `${repetitions} times: a viewport a frame at first, then through all of them, new rows in every frame. A long task is one ` +
      `over 50 ms. Elements are those of the app's frame, the most at ${STOPS} places of the list. Memory is what JavaScript, ` +
      `the document and buffers hold after a collection, the settings page included.`,
    columns: ['', 'figure'],
    rows: [
      ['elements in the app’s frame', String(elements)],
      ['long tasks in a pass, median', String(longTasks)],
      ['longest task', longestMs === 0 ? 'none over 50 ms' : `${longestMs.toFixed(0)} ms`],
      ['slowest frame', `${Math.max(...passes.map(({ slowestFrameMs }) => slowestFrameMs)).toFixed(0)} ms`],
      ['frames in a pass, median', String(median(passes.map(({ frames }) => frames)))],
      ['memory of JavaScript', megabytes(memoryBytes.script)],
      ['memory of the document', megabytes(memoryBytes.document)],
      ['memory of buffers', megabytes(memoryBytes.buffers)],
    ],
    checks: [
      atMost('elements', elements, 2_000),
      atMost('long tasks in a pass, median', longTasks, 0),
      atMost('memory', memory, 150 * MB, megabytes),
    ],
    figures,
  };
}

async function measure(
  { page, app }: Visit,
  site: Site,
  scale: number,
  repetitions: number,
  say: (line: string) => void,
) {
  await membersTable(app);
  const reads = await site.requests();
  const read = membersRead(reads, scale);
  if (read < scale) throw new Error(`Only ${read} of ${scale} members were loaded.`);
  const frame = appFrame(page);
  const passes: Pass[] = [];
  for (let i = 1; i <= repetitions; i += 1) {
    say(`scrolling, ${i} of ${repetitions}`);
    passes.push(
      await frame.evaluate((ms) => (window as unknown as ScrollingWindow).scrolling.pass(ms), PASS_MS),
    );
  }
  const elements = await frame.evaluate(
    (stops) => (window as unknown as ScrollingWindow).scrolling.mostElements(stops),
    STOPS,
  );
  if (passes.some(({ heightPx }) => heightPx < scale * LOWEST_ROW_PX)) {
    throw new Error(`The list is ${passes[0]?.heightPx} px high, which is too little for ${scale} rows.`);
  }
  if (memberReads(await site.requests()).length > memberReads(reads).length) {
    throw new Error('Scrolling read members, so not everyone was loaded.');
  }
  return { elements, passes, memoryBytes: await memoryOf(page) };
}

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(1)} MB`;
}
