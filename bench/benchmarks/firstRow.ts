/** How long until the first member of a group of 50,000 is on the screen, against the least a Forge page can do. */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { BARE_PAGE, buildBarePage } from '../barePage/build';
import { atMost, times, type Bench, type Result } from '../benchmark';
import { visit } from '../support/app';
import { withSite, type Site } from '../support/site';
import { median } from '../support/statistics';

const REPETITIONS = 11;
const OPTIONS = { latencyMs: 120, invokeOverheadMs: 300 };
const PROBE = fileURLToPath(new URL('../inPage/firstRow.js', import.meta.url));

/** Milliseconds to the first row: since the app's frame began to load, and since the settings page around it did. */
interface Sample {
  sinceFrameMs: number;
  sinceHostMs: number;
}

const sinceFrame = ({ sinceFrameMs }: Sample): number => sinceFrameMs;

export async function firstRow({ browser, size, say }: Bench): Promise<Result> {
  const repetitions = size.repetitions ?? REPETITIONS;
  await buildBarePage();
  const { ours, bare } = await withSite({ ...OPTIONS, scale: size.scale }, (app) =>
    withSite({ ...OPTIONS, scale: size.scale, root: BARE_PAGE }, (barePage) =>
      alternate(browser, app, barePage, repetitions, say),
    ),
  );
  const ratio = median(ours.map(sinceFrame)) / median(bare.map(sinceFrame));
  return {
    title: 'First row of a large group',
    method:
      `From the moment the app's frame begins to load until the first row of a group of ${size.scale.toLocaleString('en-US')} ` +
      `is painted. The bare page is React and @forge/bridge, and makes one request over the bridge for the same 50 members. ` +
      `Confluence takes ${OPTIONS.latencyMs} ms a request for both. ` +
      `Warm browser, cold cache, by turns, ${repetitions} times each.`,
    columns: ['', 'median', 'fastest', 'slowest', 'median since the settings page'],
    rows: [row('Group Members', ours), row('bare page', bare)],
    checks: [atMost('time to the first row', ratio, 1.1, times)],
    figures: { ratio, oursMs: ours, bareMs: bare },
  };
}

async function alternate(
  browser: Browser,
  app: Site,
  barePage: Site,
  repetitions: number,
  say: (line: string) => void,
): Promise<{ ours: Sample[]; bare: Sample[] }> {
  // The first visits warm up the browser and both sites, and do not count.
  await measure(browser, app);
  await measure(browser, barePage);
  const samples: { ours: Sample[]; bare: Sample[] } = { ours: [], bare: [] };
  for (let round = 1; round <= repetitions; round += 1) {
    const oursFirst = round % 2 === 1;
    if (oursFirst) samples.ours.push(await measure(browser, app));
    samples.bare.push(await measure(browser, barePage));
    if (!oursFirst) samples.ours.push(await measure(browser, app));
    say(`round ${round} of ${repetitions}`);
  }
  return samples;
}

/** One visit with an empty cache. */
async function measure(browser: Browser, site: Site): Promise<Sample> {
  const { page, close } = await visit(browser, site, PROBE);
  try {
    const found = await page.waitForFunction(() => (window as { firstRow?: Sample }).firstRow);
    const sample = await found.jsonValue();
    if (!sample) throw new Error('The first row came without its time.');
    return sample;
  } finally {
    await close();
  }
}

function row(name: string, samples: readonly Sample[]): string[] {
  const since = samples.map(sinceFrame);
  const figures = [
    median(since),
    Math.min(...since),
    Math.max(...since),
    median(samples.map(({ sinceHostMs }) => sinceHostMs)),
  ];
  return [name, ...figures.map((ms) => `${ms.toFixed(0)} ms`)];
}
