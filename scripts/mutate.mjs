// npm run mutate [-- PATH…]: mutation testing of src/{membership,run,confluence,history}, or of files and folders in them.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installIfNeeded, ROOT } from './ready.mjs';

const FOLDERS = ['membership', 'run', 'confluence', 'history'].map((name) => `src/${name}`);
const USAGE = `Usage: npm run mutate -- [PATH…]

PATH is one of ${FOLDERS.join(', ')}, or a file or folder in one.
The reports are .build/mutation/src-FOLDER.html.
`;

const paths = process.argv.slice(2).map((path) => path.replace(/^\.\/|\/+$/g, ''));
const isIn = (folder) => (path) => path === folder || path.startsWith(`${folder}/`);
const isKnown = (path) => existsSync(join(ROOT, path)) && FOLDERS.some((folder) => isIn(folder)(path));
if (!paths.every(isKnown)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

installIfNeeded();
// Each folder with its own tests: what only a test of another folder finds is missing a test at the lowest level.
const failed = FOLDERS.filter((folder) => {
  const wanted = paths.length === 0 ? [folder] : paths.filter(isIn(folder));
  return wanted.length > 0 && !isWellTested(folder, wanted.map(toGlob).join(','));
});
if (failed.length > 0) process.stderr.write(`Below the threshold, or not tested: ${failed.join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function toGlob(path) {
  return statSync(join(ROOT, path)).isDirectory() ? `${path}/**/*.ts` : path;
}

function isWellTested(folder, mutated) {
  const args = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', mutated];
  const env = { ...process.env, MUTATED_FOLDER: folder };
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }).status === 0;
}
