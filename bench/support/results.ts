/** `bench/results/`: one JSON file a benchmark, and `latest.md` about all of them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Result } from '../benchmark';
import { BENCHMARKS, type BenchmarkName } from '../commandLine';
import { describe } from './report';

/** What it was measured on; nothing that names the machine. */
export interface Machine {
  /** YYYY-MM-DD, UTC. */
  date: string;
  node: string;
  browser: string;
  cores: number;
  platform: string;
}

export interface Run extends Result, Machine {}

const FOLDER = fileURLToPath(new URL('../results/', import.meta.url));

export function machine(browser: Browser): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    browser: `Chromium ${browser.version()}`,
    cores: availableParallelism(),
    platform: `${process.platform} ${process.arch}`,
  };
}

export function writeResult(name: BenchmarkName, run: Run): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(run, undefined, 2)}\n`);
}

/** `latest.md`, anew from the last result of each benchmark. */
export function writeSummary(): void {
  const sections = BENCHMARKS.filter((name) => existsSync(fileOf(name))).map((name) =>
    describe(JSON.parse(readFileSync(fileOf(name), 'utf8')) as Run),
  );
  writeFileSync(`${FOLDER}latest.md`, [HEAD, ...sections].join('\n'));
}

const HEAD = `# What \`npm run bench\` measured

Everything runs in the sandbox on one machine. Each section says when and on what; every figure is in the JSON beside it.
`;

function fileOf(name: BenchmarkName): string {
  return `${FOLDER}${name}.json`;
}
