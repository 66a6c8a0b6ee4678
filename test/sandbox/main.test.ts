import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stands in for the app's function: whatever is typed is printed, and a rejection of that name left alone. */
const misbehave = `
process.stdin.on('data', (text) => {
  process.stdout.write(text);
  Promise.reject(new Error(String(text)));
});`;

let child: ChildProcessWithoutNullStreams;
let output: { stdout: string; stderr: string };
let cache: string;

beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'group-members-cache-'));
  mkdirSync(join(cache, 'group-members'));
  const stored = { version: 1, entries: [{ key: 'a', value: 1, createdAt: 0, updatedAt: 0 }] };
  writeFileSync(join(cache, 'group-members', 'storage.json'), JSON.stringify(stored));
  const preload = `data:text/javascript,${encodeURIComponent(misbehave)}`;
  const main = join(import.meta.dirname, '..', '..', 'sandbox', 'main.ts');
  child = spawn(process.execPath, ['--import', 'tsx', '--import', preload, main, '--port=0', '--scale=1'], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache },
  });
  output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
});

afterAll(async () => {
  if (child.exitCode === null) {
    child.kill();
    await once(child, 'close');
  }
  rmSync(cache, { recursive: true, force: true });
});

/** Waits for the text in one of the outputs; a process that ends instead is an error. */
async function printed(stream: 'stdout' | 'stderr', text: RegExp): Promise<string> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The sandbox ended: ${output.stderr}`);
  });
  for (;;) {
    const found = text.exec(output[stream])?.[0];
    if (found !== undefined) {
      ended.catch(() => undefined);
      return found;
    }
    await Promise.race([once(child[stream], 'data'), ended]);
  }
}

const answers = async (url: string) => (await fetch(url)).status;

it('reports a rejection the function left unhandled, and goes on', async () => {
  const url = await printed('stdout', /http:\S+/);
  child.stdin.write('left alone');
  await printed('stderr', /Unhandled rejection: .*left alone/);
  expect(await answers(url)).toBe(200);
});

it('goes on when nobody reads its output any more', async () => {
  const url = await printed('stdout', /http:\S+/);
  // No other test of this file needs what it prints from now on.
  child.stdout.destroy();
  child.stdin.write('once');
  await printed('stderr', /once/);
  child.stdin.write('twice');
  await printed('stderr', /twice/);
  expect(await answers(url)).toBe(200);
});

it('has what was stored before it was started', async () => {
  const url = await printed('stdout', /http:\S+/);
  const stored: unknown = await (await fetch(new URL('/sandbox/storage', url))).json();
  expect(stored).toMatchObject([{ key: 'a', value: 1, createdAt: '1970-01-01T00:00:00.000Z' }]);
});
