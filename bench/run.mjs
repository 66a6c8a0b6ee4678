// npm run bench: makes the README's figures, on a fresh machine too. What it takes is in commandLine.ts.
import { findBrowser } from '../scripts/browser.mjs';
import { buildIfNeeded, installFolderIfNeeded, installIfNeeded } from '../scripts/ready.mjs';

installIfNeeded();
installFolderIfNeeded('bench'); // What we are measured against: nobody who runs or deploys the app needs it.
buildIfNeeded();

// Only now is there a loader for the benchmarks' TypeScript.
const { register } = await import('tsx/esm/api');
register();
const { bench } = await import('./main.ts');
process.exitCode = await bench(process.argv.slice(2), findBrowser);
