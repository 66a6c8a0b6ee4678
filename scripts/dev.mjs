// npm run dev: what npm start does, built anew as files change. Takes the same options.
import { copyFileSync, mkdirSync, watch } from 'node:fs';
import { join, sep } from 'node:path';
import { installIfNeeded, ROOT } from './ready.mjs';

/** A project of its own for the sandbox, so that `npm start` never takes these builds for its own. */
const DEV_ROOT = join(ROOT, '.build/dev');
/** An editor writes a file in several steps, and often more than one file. */
const SETTLING_MS = 100;
const SOURCE_OF_SANDBOX = /\.(?:ts|js|css|svg|html|yaml)$/;
/** The sandbox reads these for each page that it shows. */
const SHOWN_AS_THEY_ARE = join('forge', 'host') + sep;

installIfNeeded();
process.chdir(ROOT);
const { context } = await import('esbuild');
const { build: buildPage } = await import('vite');
const { FUNCTION_BUILD, FUNCTION_FOLDER, PAGE_BUILD, PAGE_FOLDER } = await import('./buildSettings.mjs');
const { register } = await import('tsx/esm/api');
register();
const { DevSandbox } = await import('./devSandbox.ts');

const sandbox = new DevSandbox({
  program: process.execPath,
  args: ['--enable-source-maps', '--import', 'tsx', 'sandbox/main.ts', ...process.argv.slice(2)],
  spawning: { cwd: ROOT, env: { ...process.env, SANDBOX_DEV_ROOT: DEV_ROOT } },
  print: (line) => process.stdout.write(`${line}\n`),
  onFailure: (code) => void end(code),
});
const watchers = [];
process.once('SIGINT', () => void end(0));
process.once('SIGTERM', () => void end(0));

mkdirSync(DEV_ROOT, { recursive: true });
copyManifest();
await Promise.all([watchFunctions(), watchPage()]);
await sandbox.restart();
watchSandbox();
watchManifest();

/** @returns once they are built for the first time; what cannot be built is printed, and what was built before stays */
async function watchFunctions() {
  let tellFirst;
  const first = new Promise((resolve) => (tellFirst = resolve));
  const tell = {
    name: 'tell',
    setup: (build) =>
      build.onEnd(({ errors }) => {
        if (errors.length > 0) return;
        tellFirst();
        sandbox.reload();
      }),
  };
  const functions = await context({
    ...FUNCTION_BUILD,
    outdir: join(DEV_ROOT, FUNCTION_FOLDER),
    sourcemap: 'inline',
    plugins: [...FUNCTION_BUILD.plugins, tell],
  });
  watchers.push(() => functions.dispose());
  await functions.watch();
  await first;
}

/** @returns once it is built for the first time; what cannot be built is printed, and what was built before stays */
async function watchPage() {
  const page = await buildPage({
    ...PAGE_BUILD,
    build: { outDir: join(DEV_ROOT, PAGE_FOLDER), minify: false, watch: {} },
  });
  watchers.push(() => page.close());
  await new Promise((resolve) => {
    page.on('event', ({ code }) => {
      if (code !== 'BUNDLE_END') return;
      resolve();
      sandbox.reload();
    });
  });
}

function watchSandbox() {
  const changed = new Set();
  const look = onceSettled(() => {
    const isShownOnly = [...changed].every((name) => name.startsWith(SHOWN_AS_THEY_ARE));
    changed.clear();
    if (isShownOnly) sandbox.reload();
    else void sandbox.restart();
  });
  const watcher = watch(join(ROOT, 'sandbox'), { recursive: true }, (_event, name) => {
    if (name === null || !SOURCE_OF_SANDBOX.test(name)) return;
    changed.add(name);
    look();
  });
  watchers.push(() => watcher.close());
}

/** The sandbox reads it at its start. */
function watchManifest() {
  const look = onceSettled(() => {
    copyManifest();
    void sandbox.restart();
  });
  const watcher = watch(ROOT, (_event, name) => {
    if (name === 'manifest.yml') look();
  });
  watchers.push(() => watcher.close());
}

/** What does some work when it has not been called for a while. */
function onceSettled(work) {
  let timer;
  return () => {
    globalThis.clearTimeout(timer);
    timer = globalThis.setTimeout(work, SETTLING_MS);
  };
}

function copyManifest() {
  copyFileSync(join(ROOT, 'manifest.yml'), join(DEV_ROOT, 'manifest.yml'));
}

async function end(code) {
  await Promise.all([sandbox.stop(), ...watchers.map((close) => close())]);
  process.exit(code);
}
