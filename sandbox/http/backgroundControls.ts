/** `/sandbox/queue|trigger|clock|people`: what Forge calls by itself, the time that passes, and who may do what meanwhile. */
import * as v from 'valibot';
import type { ForgeHost } from '../forge/host';
import { UnknownTrigger } from '../forge/triggers';
import { readInput } from './body';
import type { ControlRoutes } from './control';
import { Problem } from './problem';
import { replyEmpty, replyJson } from './reply';

const YEAR_MS = 366 * 24 * 3_600_000;

const TriggerInput = v.object({ key: v.optional(v.string('must be text')) });
const ClockInput = v.object({
  advanceMs: v.pipe(
    v.number('must be a number'),
    v.minValue(0, 'must be at least 0'),
    v.maxValue(YEAR_MS, 'must be at most a year'),
  ),
});
const truth = v.optional(v.boolean('must be true or false'));
const PersonInput = v.strictObject({
  accountId: v.string('must be text'),
  isDeactivated: truth,
  isAdministrator: truth,
});

/** The control routes that concern what runs without the page. */
export function backgroundRoutes(host: ForgeHost): ControlRoutes {
  const clock = (): object => ({ now: iso(host.now()) });
  return {
    '/sandbox/queue': {
      GET: (_request, response) => {
        const waiting = host.queue.waiting().map(({ dueAt, ...event }) => ({ ...event, dueAt: iso(dueAt) }));
        replyJson(response, 200, { waiting, deliveries: host.deliveries() });
      },
    },
    '/sandbox/trigger': {
      POST: async (request, response) => {
        const { key } = await readInput(request, TriggerInput);
        try {
          replyJson(response, 200, await host.trigger(key));
        } catch (error) {
          throw error instanceof UnknownTrigger ? new Problem(404, error.message) : error;
        }
      },
    },
    '/sandbox/clock': {
      GET: (_request, response) => {
        replyJson(response, 200, clock());
      },
      POST: async (request, response) => {
        const { advanceMs } = await readInput(request, ClockInput);
        await host.advance(advanceMs);
        replyJson(response, 200, clock());
      },
    },
    '/sandbox/people': {
      PUT: async (request, response) => {
        const { accountId, ...change } = await readInput(request, PersonInput);
        if (!host.confluence.changePerson(accountId, change)) {
          throw new Problem(404, `There is no account with the id "${accountId}".`);
        }
        replyEmpty(response);
      },
    },
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
