/** Runs the programs in `peers/`, each in a process of its own, as its users do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ADMIN, GROUP, type Site } from './site';

export interface PeerRun {
  /** Time from its first request to its last answer, or from its start to its end where it does not say. */
  seconds: number;
  /** How many people it read, where it reads. */
  members?: number;
}

const FOLDER = fileURLToPath(new URL('../peers/', import.meta.url));

/**
 * Runs `peers/FILE` on the site.
 * @param peopleFile CSV with the columns group,accountId, one line a person to remove
 */
export async function runPeer(
  file: string,
  site: Site,
  args: string[] = [],
  peopleFile = '',
): Promise<PeerRun> {
  const started = performance.now();
  const child = spawn(file.endsWith('.sh') ? 'bash' : process.execPath, [FOLDER + file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SITE: site.url,
      TOKEN: ADMIN,
      GROUP_ID: GROUP.id,
      PEOPLE: peopleFile,
    },
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`peers/${file} ended with ${String(child.exitCode)}.`);
  const seconds = (performance.now() - started) / 1_000;
  return { seconds, ...(JSON.parse(output.trim().split('\n').at(-1) || '{}') as Partial<PeerRun>) };
}
