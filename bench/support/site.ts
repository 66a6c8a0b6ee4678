/** The sandbox of one measurement, and what it knows afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SandboxOptions } from '../../sandbox';
import { groupIds, type LogEntry } from '../../sandbox/confluence';

/** The group everything is measured on. */
export const GROUP = { id: groupIds.allStaff, name: 'all-staff' };

/** Who asks: in the page and, as bearer token, everywhere else. */
export const ADMIN = 'site-admin';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface StoredEntry {
  key: string;
  value: unknown;
}

export interface Site {
  /** Origin, without a slash at the end. */
  url: string;
  /** What Confluence was asked since the start or the last `forgetRequests`. */
  requests: () => Promise<LogEntry[]>;
  forgetRequests: () => Promise<void>;
  /** A REST call past the app, as the admin. */
  get: (path: string) => Promise<unknown>;
  /** Takes somebody out of the group past the app, as the admin. */
  remove: (accountId: string) => Promise<void>;
  /** What the app has stored under keys that begin so; under all keys by default. */
  stored: (prefix?: string) => Promise<StoredEntry[]>;
  /** One resolver call, as the admin. */
  invoke: (functionKey: string, payload: object) => Promise<unknown>;
}

/** Starts a fresh sandbox, and ends it when `use` is done. */
export async function withSite<T>(options: SandboxOptions, use: (site: Site) => Promise<T>): Promise<T> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'bench/support/serve.ts', JSON.stringify(options)],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  try {
    return await use(siteAt(await readyUrl(child.stdout)));
  } finally {
    child.stdin.end();
    await ended;
  }
}

async function readyUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /^Ready: (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The sandbox did not start.');
}

function siteAt(url: string): Site {
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  return {
    url,
    requests: async () => JSON.parse(await ask('/sandbox/requests')) as LogEntry[],
    forgetRequests: async () => {
      await ask('/sandbox/requests', { method: 'DELETE' });
    },
    get: async (path) => {
      const headers = { authorization: `Bearer ${ADMIN}` };
      return JSON.parse(await ask(path, { headers })) as unknown;
    },
    remove: async (accountId) => {
      const query = new URLSearchParams({ groupId: GROUP.id, accountId }).toString();
      const headers = { authorization: `Bearer ${ADMIN}` };
      await ask(`/wiki/rest/api/group/userByGroupId?${query}`, { method: 'DELETE', headers });
    },
    stored: async (prefix = '') => {
      const entries = JSON.parse(await ask('/sandbox/storage')) as StoredEntry[];
      return entries.filter(({ key }) => key.startsWith(prefix));
    },
    invoke: async (functionKey, payload) => {
      const body = JSON.stringify({ as: ADMIN, functionKey, payload });
      const answer = JSON.parse(await ask('/sandbox/invoke', { method: 'POST', body })) as object;
      if ('result' in answer) return answer.result;
      throw new Error(`${functionKey}: ${JSON.stringify(answer)}`);
    },
  };
}
