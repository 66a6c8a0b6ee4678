/** The sandbox for tests and for `npm start`: a Confluence site, a Forge host and a web server on this machine. */
import { once } from 'node:events';
import { createForgeHost, PROJECT_ROOT, type ForgeHost, type ForgeHostOptions } from './forge/host';
import { PageReloads } from './http/pageReloads';
import { createSandboxServer } from './server';

export { createForgeHost } from './forge/host';
export type { ForgeHost, ForgeHostOptions } from './forge/host';
export type { ImpersonationMode } from './forge/impersonation';
export type { Confluence, PersonaKey } from './confluence';

export interface SandboxOptions extends ForgeHostOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Whether the open settings pages load themselves again after `reload()`. */
  reloadsPages?: boolean;
}

export interface Sandbox extends Omit<ForgeHost, 'close' | 'siteUrl'> {
  /** The origin, without a slash at the end. */
  readonly url: string;
  /** Goes on with the functions as they are built now, and the pages too. Throws where the functions cannot be loaded. */
  reload(): void;
  /** Stops the server and everything that runs in it. */
  close(): Promise<void>;
}

/** Starts the sandbox on 127.0.0.1. Rejects with the server's error when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = await createForgeHost({ keepsSchedule: true, ...options });
  const reloads = options.reloadsPages ? new PageReloads() : undefined;
  const server = createSandboxServer({
    host,
    reloads,
    root: options.root ?? PROJECT_ROOT,
    log: options.log ?? (() => undefined),
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  host.siteUrl = `http://127.0.0.1:${String(port)}`;
  return {
    ...host,
    url: host.siteUrl,
    reload() {
      host.reload();
      reloads?.announce();
    },
    async close() {
      host.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
