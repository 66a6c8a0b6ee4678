/** A host whose app has a queue and a trigger, on a clock that stands still. */
import { Queue } from '@forge/events';
import * as v from 'valibot';
import { createForgeHost, type ForgeHost, type ForgeHostOptions } from '../../../sandbox';
import type { ConsumerEvent } from '../../../sandbox/forge/loadFunction';
import { VirtualClock } from '../../support/virtualClock';
import { backgroundManifestText } from './fixtures/manifest';
import { fixtureProject } from './fixtures/project';

const Pushed = v.object({
  queue: v.optional(v.string(), 'runs'),
  events: v.array(
    v.object({
      body: v.record(v.string(), v.unknown()),
      delayInSeconds: v.exactOptional(v.number()),
      concurrency: v.exactOptional(v.object({ key: v.string(), limit: v.number() })),
    }),
  ),
});

export interface BackgroundHost {
  host: ForgeHost;
  clock: VirtualClock;
  /** What the consumer was called with. */
  events: ConsumerEvent[];
  /** Pushes as the resolver, with the real client. Throws what it throws. */
  push: (input: v.InferInput<typeof Pushed>) => Promise<unknown>;
}

type Options = Omit<ForgeHostOptions, 'consumers' | 'clock'> & {
  /** What the consumer does; nothing by default. */
  consume?: (event: ConsumerEvent, request: Record<string, unknown>) => unknown;
};

export async function backgroundHost({ consume, ...options }: Options = {}): Promise<BackgroundHost> {
  const project = fixtureProject(undefined, backgroundManifestText());
  const clock = new VirtualClock();
  const events: ConsumerEvent[] = [];
  const host = await createForgeHost({
    ...{ root: project.root, clock, scale: 100 },
    handler: ({ call }) => {
      const { queue, events: pushed } = v.parse(Pushed, call.payload);
      return new Queue({ key: queue }).push(pushed);
    },
    consumers: {
      runs(event, request) {
        events.push(event);
        return consume?.(event, request);
      },
    },
    ...options,
  });
  project.remove();
  return {
    ...{ host, clock, events },
    push: async (input) => {
      const answer = await host.invoke('site-admin', 'push', input);
      if ('error' in answer) throw new Error(answer.error.message);
      return answer.result;
    },
  };
}
