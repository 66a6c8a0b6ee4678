import { DevSandbox } from '../../scripts/devSandbox';

/** Stands in for the sandbox: says where it listens, and whatever comes with each message. */
const listening = (onMessage: string) => `
  const [, , port = '4711'] = process.argv;
  console.log('Ready: http://127.0.0.1:' + port + '/?as=site-admin');
  process.on('message', (message) => { ${onMessage} });`;

let sandbox: DevSandbox;
let lines: string[];
let printed: (() => void)[];
let failures: number[];

function devSandbox(script: string): DevSandbox {
  sandbox = new DevSandbox({
    program: process.execPath,
    args: ['--eval', script, '--'],
    spawning: { cwd: import.meta.dirname, env: process.env },
    print(line) {
      lines.push(line);
      for (const look of printed) look();
    },
    onFailure: (code) => failures.push(code),
  });
  return sandbox;
}

beforeEach(() => {
  [lines, printed, failures] = [[], [], []];
});

afterEach(() => sandbox.stop());

function until(line: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (lines.includes(line)) resolve();
    };
    printed.push(look);
    look();
  });
}

it('prints the address once and keeps the port', async () => {
  devSandbox(listening("console.log(message + ' on ' + port)"));
  await sandbox.restart();
  sandbox.reload();
  await until('built on 4711');
  lines = [];
  await Promise.all([sandbox.restart(), sandbox.restart()]);
  sandbox.reload();
  await until('built on 4711');
  expect(lines).toEqual(['built on 4711']);
  expect(failures).toEqual([]);
});

it('says when the sandbox ended by itself, and starts it again', async () => {
  devSandbox(listening('process.exit(3)'));
  await sandbox.restart();
  sandbox.reload();
  await until('The sandbox has ended. It starts again when a file of it changes.');
  await sandbox.restart();
  expect(lines).toHaveLength(2);
  expect(failures).toEqual([]);
});

it('tells the exit code of a sandbox that never was ready', async () => {
  await devSandbox('process.exit(2)').restart();
  expect(failures).toEqual([2]);
  expect(lines).toEqual([]);
});
