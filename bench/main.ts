/** Runs the benchmarks one after the other, prints what comes of them and writes it down. */
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import type { Benchmark } from './benchmark';
import { background } from './benchmarks/background';
import { firstRow } from './benchmarks/firstRow';
import { history } from './benchmarks/history';
import { largeList } from './benchmarks/largeList';
import { largeRemoval } from './benchmarks/largeRemoval';
import { largestRun } from './benchmarks/largestRun';
import { listPlan } from './benchmarks/listPlan';
import { loadEveryone } from './benchmarks/loadEveryone';
import { offboarding } from './benchmarks/offboarding';
import { points } from './benchmarks/points';
import { removal } from './benchmarks/removal';
import { runCost } from './benchmarks/runCost';
import { undo } from './benchmarks/undo';
import { parseCommandLine, USAGE, type BenchmarkName, type Command } from './commandLine';
import { describe } from './support/report';
import { machine, writeResult, writeSummary } from './support/results';

const BY_NAME: Record<BenchmarkName, Benchmark> = {
  'first-row': firstRow,
  points,
  'large-list': largeList,
  'load-everyone': loadEveryone,
  removal,
  offboarding,
  'large-removal': largeRemoval,
  background,
  'run-cost': runCost,
  'list-plan': listPlan,
  undo,
  'largest-run': largestRun,
  history,
};

/**
 * `npm run bench`, once everything is installed and built.
 * @returns the exit code: 0 when all that must hold does
 */
export async function bench(args: string[], findBrowser: () => Promise<LaunchOptions>): Promise<number> {
  const command = understand(args);
  if (command === undefined) return 2;
  const browser = await chromium.launch({ ...(await findBrowser()), headless: true });
  try {
    let failed = 0;
    for (const name of command.names) failed += (await runOne(name, command, browser)) ? 0 : 1;
    return failed === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

function understand(args: string[]): Command | undefined {
  try {
    return parseCommandLine(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

/** Whether all that must hold does. A benchmark that fails does not keep the others from running. */
async function runOne(name: BenchmarkName, { size, full }: Command, browser: Browser): Promise<boolean> {
  const say = (line: string) => process.stderr.write(`${name}: ${line}\n`);
  try {
    const result = await BY_NAME[name]({ browser, size, say });
    const run = { ...result, ...machine(browser) };
    process.stdout.write(`\n${describe(run)}\n`);
    if (full) {
      writeResult(name, run);
      writeSummary();
    }
    return result.checks.every(({ holds }) => holds);
  } catch (error) {
    say(`failed. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}
