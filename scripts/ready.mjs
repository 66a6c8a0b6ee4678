// Makes a fresh clone ready: installs and builds what is missing or older than what it is made from.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the repository; ends this one with its exit code if it fails. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32', // npm is a .cmd file there.
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs unless what is installed is what the lockfile says. */
export function installIfNeeded() {
  if (!isInstalled()) run('npm', ['ci', '--no-audit', '--no-fund']);
}

/** The same for a folder with a lockfile of its own, which only those install who need what is in it. */
export function installFolderIfNeeded(folder) {
  const lockfile = join(ROOT, folder, 'package-lock.json');
  // npm writes its own copy of the lockfile last.
  const installed = join(ROOT, folder, 'node_modules/.package-lock.json');
  if (changeMs(installed) < changeMs(lockfile)) run('npm', ['ci', '--prefix', folder]);
}

/** Builds unless both bundles are newer than everything they are made from. */
export function buildIfNeeded() {
  const scripts = ['build', 'buildSettings', 'usedParts'].map((name) => `scripts/${name}.mjs`);
  const sources = ['src', 'static/admin-panel', ...scripts, 'package-lock.json', 'manifest.yml'];
  const newest = Math.max(...sources.map((path) => newestChangeMs(join(ROOT, path))));
  const built = ['dist/function/index.cjs', 'static/admin-panel/dist/index.html'].map((path) =>
    changeMs(join(ROOT, path)),
  );
  if (Math.min(...built) < newest) run(process.execPath, ['scripts/build.mjs']);
}

/** npm writes its own copy of the lockfile last: the same packages in it mean a finished install. */
function isInstalled() {
  const hidden = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = packagesOf(hidden);
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || installed[path]?.version === version || optional,
  );
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

function newestChangeMs(path) {
  if (!statSync(path).isDirectory()) return changeMs(path);
  const entries = readdirSync(path).filter((name) => name !== 'dist');
  // The folder's own time tells of files that were deleted.
  return Math.max(changeMs(path), ...entries.map((name) => newestChangeMs(join(path, name))));
}

function changeMs(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
