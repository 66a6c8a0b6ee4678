import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Stands in for the app's function: whatever is typed is printed, and a rejection of that name left alone. */
const misbehave = `
process.stdin.on('data', (text) => {
  process.stdout.write(text);
  Promise.reject(new Error(String(text)));
});`;

let child: ChildProcessWithoutNullStreams;
let output: { stdout: string; stderr: string };

beforeEach(() => {
  const preload = `data:text/javascript,${encodeURIComponent(misbehave)}`;
  const main = join(__dirname, '..', '..', 'sandbox', 'main.ts');
  child = spawn(process.execPath, ['--import', 'tsx', '--import', preload, main, '--port=0', '--scale=1'], {
    cwd: join(__dirname, '..', '..'),
  });
  output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
});

afterEach(async () => {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'close');
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
  expect(await printed('stderr', /Unhandled rejection: .*/)).toContain('left alone');
  expect(await answers(url)).toBe(200);
});

it('goes on when nobody reads its output any more', async () => {
  const url = await printed('stdout', /http:\S+/);
  child.stdout.destroy();
  child.stdin.write('once');
  await printed('stderr', /once/);
  child.stdin.write('twice');
  await printed('stderr', /twice/);
  expect(await answers(url)).toBe(200);
});
