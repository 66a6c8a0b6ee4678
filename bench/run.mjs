// npm run bench: makes the README's figures, on a fresh machine too. What it takes is in commandLine.ts.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../scripts/browser.mjs';
import { buildIfNeeded, installIfNeeded, ROOT, run } from '../scripts/ready.mjs';

installIfNeeded();
installPeersIfNeeded();
buildIfNeeded();

// Only now is there a loader for the benchmarks' TypeScript.
const { register } = await import('tsx/esm/api');
register();
const { bench } = await import('./main.ts');
process.exitCode = await bench(process.argv.slice(2), findBrowser);

/** What we are measured against is in a lockfile of its own: nobody who runs or deploys the app needs it. */
function installPeersIfNeeded() {
  const lockfile = join(ROOT, 'bench/package-lock.json');
  // npm writes its own copy of the lockfile last.
  const installed = join(ROOT, 'bench/node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  run('npm', ['ci', '--prefix', 'bench']);
}
