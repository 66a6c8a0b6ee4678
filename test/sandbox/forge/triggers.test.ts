import { getAppContext } from '@forge/api';
import { UnknownTrigger } from '../../../sandbox/forge/triggers';
import { settle } from '../../support/virtualClock';
import { backgroundHost } from './backgroundHost';

it('hands the function what Forge does, without a user', async () => {
  const calls: unknown[] = [];
  const { host } = await backgroundHost({
    triggers: {
      due: (event, request) => {
        calls.push([event, 'principal' in request, getAppContext().moduleKey]);
        return { statusCode: 204 };
      },
    },
  });
  expect(await host.trigger('due')).toMatchObject([{ kind: 'trigger', key: 'due', outcome: 'done' }]);
  expect(calls).toEqual([
    [
      {
        context: { cloudId: expect.any(String) as string, moduleKey: 'due' },
        contextToken: expect.any(String) as string,
      },
      false,
      'due',
    ],
  ]);
  await host.trigger();
  expect(calls).toHaveLength(2);
  expect(host.deliveries()).toHaveLength(2);
});

it('does not try again what failed', async () => {
  const { host, clock } = await backgroundHost({
    triggers: {
      due: () => {
        throw new Error('on purpose');
      },
    },
  });
  expect(await host.trigger('due')).toMatchObject([{ outcome: 'failed', error: { message: 'on purpose' } }]);
  clock.advance(3_600_000);
  await host.queue.deliver();
  expect(host.deliveries()).toHaveLength(1);
});

it('kills a function after 25 s unless the manifest says otherwise', async () => {
  const { host, clock } = await backgroundHost({ triggers: { due: () => new Promise(() => undefined) } });
  const fired = host.trigger('due');
  await settle();
  await clock.pass(25_000);
  expect(await fired).toMatchObject([{ outcome: 'failed', error: { name: 'InvocationTimeout' } }]);
});

it('knows those of the manifest only', async () => {
  const { host } = await backgroundHost();
  await expect(host.trigger('other')).rejects.toThrow(UnknownTrigger);
});
