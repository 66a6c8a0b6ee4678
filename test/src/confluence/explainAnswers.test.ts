import { prepareChanges } from '../../../src/confluence/changeMembership';
import type { Action } from '../../../src/contract/changes';
import { MemoryConfluence } from './support/memoryConfluence';

const APIS = ['by-id', 'by-name'] as const;
const CASES = APIS.flatMap((api) => (['add', 'remove'] as const).map((action) => [api, action] as const));

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
  confluence.addGroup('g', ['ada', 'bob']);
  confluence.accounts.set('cy', 'atlassian');
});

const make = (api: (typeof APIS)[number], action: Action, accountId: string) =>
  prepareChanges(confluence, api)({ action, groupId: 'g', accountId });
const answerChange = (status: number) =>
  confluence.faults.push({ match: /^(POST|DELETE)/, answer: { status }, times: 1 });

describe.each(CASES)('%s %s: a success that is not the documented one', (api, action) => {
  const asIs = action === 'add' ? 'cy' : 'ada';

  it('is a failure that leaves the change open, where it is not so after it', async () => {
    answerChange(202);
    const made = await make(api, action, asIs);
    expect(made).toMatchObject({ ok: false, error: { kind: 'unavailable', status: 202 } });
    expect(made).not.toHaveProperty('changedNothing');
  });

  it('stays unconfirmed where nothing can be looked up', async () => {
    answerChange(202);
    confluence.faults.push({ match: /user\/memberof/, answer: { status: 500 } });
    const made = await make(api, action, asIs);
    expect(made).toMatchObject({ ok: false, error: { kind: 'unconfirmed', status: 202 } });
    expect(made).not.toHaveProperty('changedNothing');
  });
});

it.each(APIS)(
  '%s: the removal of what no address can hold asks for nothing that explains it',
  async (api) => {
    const made = await make(api, 'remove', '\ud800');
    expect(made).toMatchObject({ ok: false, changedNothing: true, error: { kind: 'invalid' } });
    // The group's name, which goes into the address.
    expect(confluence.asked).toHaveLength(api === 'by-name' ? 1 : 0);
  },
);

it.each(CASES)(
  '%s %s: a refused change of an external group is the identity provider’s',
  async (api, action) => {
    confluence.addGroup('g', ['ada'], { managedBy: 'EXTERNAL' });
    answerChange(403);
    expect(await make(api, action, 'ada')).toMatchObject({
      ok: false,
      error: { kind: 'managedExternally', status: 403 },
    });
  },
);
