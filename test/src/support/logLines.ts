import type { LogEvent } from '../../../src/logEvent';
import { CONTRACTORS, SITE_ADMINS, type App } from './app';

/** What the lines of `forge logs` say. */
export function parseLines(lines: readonly string[]): LogEvent[] {
  return lines.map((line) => JSON.parse(line) as LogEvent);
}

/** The lines that `grep RUN` finds. */
export function eventsOf(lines: readonly string[], runId: string): LogEvent[] {
  return parseLines(lines.filter((line) => line.includes(runId)));
}

/** What no line may say: who is on the site, and which groups. */
export async function namesOnSite(app: App): Promise<string[]> {
  const people = [...(await app.members(CONTRACTORS)), ...(await app.members(SITE_ADMINS))];
  const personas = Object.values(app.host.confluence.personas);
  return [
    ...[...people, ...personas].flatMap(({ accountId, displayName }) => [accountId, displayName]),
    ...people.flatMap(({ email }) => (email === '' ? [] : [email])),
    ...[CONTRACTORS, 'contractors', SITE_ADMINS, 'site-admins'],
  ];
}

/** The id of a run, a word of the program, or a place in it. */
const KNOWN = /^(?:\d{13}-[0-9a-f]{16}|[a-zA-Z]{1,30}|[\w.-]+:\d+:\d+)$/;

/** Texts in a value that are none of what a line has room for. */
export function unknownTexts(value: unknown): string[] {
  if (typeof value === 'string') return KNOWN.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [...unknownTexts(key), ...unknownTexts(one)]);
}
