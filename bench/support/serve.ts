/** A sandbox in a process of its own, so that what is measured and what it is measured on do not share a thread. */
import { startSandbox, type SandboxOptions } from '../../sandbox';

const options = JSON.parse(process.argv[2] ?? '{}') as SandboxOptions;
const sandbox = await startSandbox({ ...options, log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`Ready: ${sandbox.url}\n`);
// Whoever started it holds the other end, and is gone when that closes.
process.stdin.resume().on('end', () => process.exit(0));
