// npm start: the app in the sandbox, on a fresh machine too.
import { spawn } from 'node:child_process';
import { buildIfNeeded, installIfNeeded, ROOT } from './ready.mjs';

installIfNeeded();
buildIfNeeded();

const sandbox = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => sandbox.kill(signal));
sandbox.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
});
