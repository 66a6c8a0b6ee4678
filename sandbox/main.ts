/** `npm start`: the sandbox from the command line. */
import { homedir } from 'node:os';
import { inspect } from 'node:util';
import { DEFAULT_PORT, parseCommandLine, USAGE } from './commandLine';
import { storageFile } from './forge/kvs/location';
import { startSandbox, type Sandbox, type SandboxOptions } from './index';

/** Where `npm run dev` builds, if it is that which started the sandbox; it sends a message after each build. */
const devRoot = process.env.SANDBOX_DEV_ROOT;

keepGoing();
const command = parseCommandLine(process.argv.slice(2), process.env);
if (command.kind === 'help') {
  process.stdout.write(USAGE);
} else if (command.kind === 'mistake') {
  fail(command.message, 2);
} else {
  const { options } = command;
  start({
    ...options,
    storageFile: storageFile(process.platform, process.env, homedir()),
    log,
    ...(devRoot !== undefined && { root: devRoot, reloadsPages: true }),
  }).then(serve, (error: unknown) => {
    fail(explain(error, options.port ?? DEFAULT_PORT), 1);
  });
}

/** What the app's function leaves unhandled, or whoever reads the output going away, must not end the sandbox. */
function keepGoing(): void {
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(`Unhandled rejection: ${inspect(reason)}\n`);
  });
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error) => {
      if (codeOf(error) !== 'EPIPE') throw error;
    });
  }
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** On the port asked for; where none was, on the usual one or, that being taken, on any. */
async function start(options: SandboxOptions): Promise<Sandbox> {
  if (options.port !== undefined) return startSandbox(options);
  try {
    return await startSandbox({ ...options, port: DEFAULT_PORT });
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    return startSandbox({ ...options, port: 0 });
  }
}

function serve(sandbox: Sandbox): void {
  process.stdout.write(`Ready: ${sandbox.url}/\n`);
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (devRoot === undefined) return;
  process.on('message', () => {
    reload(sandbox);
  });
  process.once('disconnect', stop);
}

function reload(sandbox: Sandbox): void {
  try {
    sandbox.reload();
  } catch (error) {
    log(`The functions could not be loaded, those from before go on: ${inspect(error)}`);
  }
}

function explain(error: unknown, port: number): string {
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is in use. Choose another with --port, or 0 for any.`;
  if (code === 'EACCES') return `Port ${String(port)} needs more rights. Choose one above 1023 with --port.`;
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
