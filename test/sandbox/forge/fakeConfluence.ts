import {
  ConnectionLost,
  type Confluence,
  type ConfluenceRequest,
  type ConfluenceResponse,
} from '../../../sandbox/confluence';

export interface FakeConfluence extends Confluence {
  /** Every request that arrived. */
  requests: ConfluenceRequest[];
  /** What is answered from now on. */
  answer: (request: ConfluenceRequest) => Promise<ConfluenceResponse>;
}

/** A site that answers everybody with the account id it sees, and can be told to answer something else. */
export function fakeConfluence(): FakeConfluence {
  const requests: ConfluenceRequest[] = [];
  const person = (accountId: string) => ({ accountId, displayName: accountId });
  const confluence: FakeConfluence = {
    requests,
    answer: (request) => Promise.resolve(json(200, { principal: principalOf(request) })),
    handle(request) {
      requests.push(request);
      return confluence.answer(request);
    },
    personas: {
      'site-admin': person('account-site-admin'),
      'confluence-admin': person('account-confluence-admin'),
      member: person('account-member'),
      'new-admin': person('account-new-admin'),
    },
    seededMembers: () => [],
    canSignIn: (accountId) => accountId.startsWith('account-'),
    changePerson: () => true,
    requestLog: { entries: () => [], clear: () => undefined },
    faults: { set: () => undefined, list: () => [], clear: () => undefined },
    reset: () => undefined,
  };
  return confluence;
}

export function json(status: number, value: unknown): ConfluenceResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export function connectionLost(): Promise<never> {
  return Promise.reject(new ConnectionLost());
}

function principalOf({ caller }: ConfluenceRequest): unknown {
  return caller.kind === 'app' ? caller.principal : null;
}
