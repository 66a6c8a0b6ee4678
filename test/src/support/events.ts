import type { Calls, PersonEvent } from '../../../src/contract';
import { succeeded, type App } from './app';

type EventsInput = Parameters<Calls['listPersonEvents']>[0];

/** Everything that the history says of one person, page after page. */
export async function eventsAbout(
  app: App,
  input: Partial<EventsInput> & Pick<EventsInput, 'personId'>,
): Promise<PersonEvent[]> {
  const events: PersonEvent[] = [];
  let cursor: string | undefined;
  do {
    const asked = { limit: 50, ...input, ...(cursor !== undefined && { cursor }) };
    const page = succeeded(await app.call('site-admin', 'listPersonEvents', asked));
    expect(page.events.length).toBeLessThanOrEqual(asked.limit);
    expect(page.unreadable).toBe(0);
    events.push(...page.events);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return events;
}
