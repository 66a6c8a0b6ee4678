/** The flags of `npm start`. */
import { parseArgs } from 'node:util';
import type { NonMember } from './confluence';
import { HEADER_STYLES } from './confluence/limitHeaders';
import { NON_MEMBER_VARIABLE, notNonMember, parseNonMember } from './confluence/nonMember';
import { IMPERSONATIONS } from './forge/impersonation';
import type { SandboxOptions } from './index';

export const DEFAULT_PORT = 8080;

export const USAGE = `Usage: npm start -- [options]

  --port N               port on 127.0.0.1, 0 for any (default: the variable PORT, or
                         ${String(DEFAULT_PORT)} if it is free)
  --latency MS           what each Confluence request takes (default 0)
  --invoke-overhead MS   what Forge takes before a function starts (default 0)
  --limits on|off        the rate limits of Confluence, the storage and invocations (default on)
  --scale N              people in the group all-staff (default 50000)
  --non-member 204|404   the answer to removing somebody who is not in the group: 204 as
                         Atlassian describes it, or 404 as a vendor reports, and then 409 to
                         adding somebody who is (default: the variable SANDBOX_NON_MEMBER,
                         or 204)
  --rate-limit-headers old|structured|both
                         which headers tell of rate limits: X-RateLimit-*, which Atlassian
                         retires, RateLimit with RateLimit-Policy, or both (default both)
  --impersonation on|off|ineffective
                         what becomes of asUser(accountId) for a person who is away: it
                         works, it is refused, or the app asks as itself (default on)
  --help                 this text

What the app stores is kept in storage.json in the folder group-members of your cache folder.
`;

export type Command =
  { kind: 'start'; options: SandboxOptions } | { kind: 'help' } | { kind: 'mistake'; message: string };

const FLAGS = {
  port: { type: 'string' },
  latency: { type: 'string' },
  'invoke-overhead': { type: 'string' },
  limits: { type: 'string' },
  scale: { type: 'string' },
  'non-member': { type: 'string' },
  'rate-limit-headers': { type: 'string' },
  impersonation: { type: 'string' },
  help: { type: 'boolean' },
} as const;

export interface Environment {
  PORT?: string | undefined;
  [NON_MEMBER_VARIABLE]?: string | undefined;
}

class Mistake extends Error {}

/** What the arguments and the environment ask for, or what is wrong with them in one line. */
export function parseCommandLine(args: string[], env: Environment): Command {
  try {
    const { values } = parse(args);
    if (values.help === true) return { kind: 'help' };
    return {
      kind: 'start',
      options: {
        ...portOption(values.port, env.PORT),
        latencyMs: integer('--latency', values.latency ?? '0', 0, 60_000),
        invokeOverheadMs: integer('--invoke-overhead', values['invoke-overhead'] ?? '0', 0, 60_000),
        limits: onOff('--limits', values.limits ?? 'on'),
        rateLimitHeaders: oneOf(
          '--rate-limit-headers',
          HEADER_STYLES,
          values['rate-limit-headers'] ?? 'both',
        ),
        impersonation: oneOf('--impersonation', IMPERSONATIONS, values.impersonation ?? 'on'),
        nonMember: nonMemberOption(values['non-member'], env[NON_MEMBER_VARIABLE]),
        ...(values.scale === undefined ? {} : { scale: integer('--scale', values.scale, 1, 1_000_000) }),
      },
    };
  } catch (error) {
    if (error instanceof Mistake) return { kind: 'mistake', message: error.message };
    throw error;
  }
}

/** A flag before the environment; without either there is no say, and `DEFAULT_PORT` is only tried. */
function portOption(flag: string | undefined, fromEnv: string | undefined): { port?: number } {
  if (flag !== undefined) return { port: integer('--port', flag, 0, 65_535) };
  return fromEnv ? { port: integer('PORT', fromEnv, 0, 65_535) } : {};
}

/** A flag before the environment, which an empty variable does not count to. */
function nonMemberOption(flag: string | undefined, fromEnv: string | undefined): NonMember {
  const [name, text] = flag === undefined ? [NON_MEMBER_VARIABLE, fromEnv || '204'] : ['--non-member', flag];
  const parsed = parseNonMember(text);
  if (parsed === undefined) throw new Mistake(notNonMember(name, text));
  return parsed;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args: joinNegatives(args), options: FLAGS, strict: true, allowPositionals: false });
  } catch (error) {
    // parseArgs explains at length; its first sentence says it all.
    const text = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    throw new Mistake(String(text).split('\n', 1)[0]);
  }
}

/** "--port -1" as "--port=-1": parseArgs would take the number for another flag. */
function joinNegatives(args: string[]): string[] {
  return args.reduce<string[]>((joined, arg) => {
    const flag = joined.at(-1) ?? '';
    const isItsValue = /^--[a-z-]+$/.test(flag) && /^-[\d.]/.test(arg);
    return isItsValue ? [...joined.slice(0, -1), `${flag}=${arg}`] : [...joined, arg];
  }, []);
}

function integer(flag: string, text: string, min: number, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new Mistake(
    `${flag} must be a whole number from ${String(min)} to ${String(max)}, but it is "${text}".`,
  );
}

function onOff(flag: string, text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new Mistake(`${flag} must be "on" or "off", but it is "${text}".`);
}

function oneOf<T extends string>(flag: string, choices: readonly T[], text: string): T {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw new Mistake(`${flag} must be ${choices.map((one) => `"${one}"`).join(', ')}, but it is "${text}".`);
}
