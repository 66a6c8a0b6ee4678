import type { PersonaKey } from '../../../sandbox/confluence';
import { parseManifest } from '../../../sandbox/forge/manifest';
import { Consents } from '../../../sandbox/forge/personas';
import { createRequester, type ProductRequest } from '../../../sandbox/forge/productRequest';
import { connectionLost, fakeConfluence, json, type FakeConfluence } from './fakeConfluence';
import { manifestText } from './fixtures/manifest';

let confluence: FakeConfluence;
let consents: Consents;
let ending: AbortController;
let ask: (as: PersonaKey, request: ProductRequest) => Promise<unknown>;

beforeEach(() => {
  confluence = fakeConfluence();
  consents = new Consents();
  ending = new AbortController();
  const { scopes } = parseManifest(manifestText());
  ask = createRequester({ confluence, scopes, consents, ending: () => ending.signal });
});

const read: ProductRequest = { product: 'confluence', restPath: '/wiki/rest/api/user/current' };

describe('a request over the bridge', () => {
  it('carries the person, the way it took, the scopes, and what the page said', async () => {
    await ask('site-admin', {
      product: 'confluence',
      restPath: '/wiki/rest/api/group/userByGroupId?groupId=g#top',
      fetchRequestInit: {
        method: 'post',
        headers: [
          ['content-type', 'application/json'],
          ['X-Atlassian-Token', 'no-check'],
        ],
        body: '{"accountId":"a"}',
      },
      isMultipartFormData: false,
    });
    expect(confluence.requests).toEqual([
      {
        method: 'POST',
        path: '/wiki/rest/api/group/userByGroupId?groupId=g',
        headers: {
          'user-agent': expect.stringMatching(/^Mozilla\//) as string,
          accept: '*/*',
          'content-type': 'application/json',
          'x-atlassian-token': 'no-check',
        },
        body: '{"accountId":"a"}',
        caller: {
          kind: 'app',
          via: 'bridge',
          principal: { type: 'user', persona: 'site-admin' },
          scopes: ['read:confluence-groups', 'read:confluence-user', 'write:confluence-groups'],
        },
      },
    ]);
  });

  it('has no body where the page gives none, whatever the method', async () => {
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      for (const body of ['', null]) await ask('member', { ...read, fetchRequestInit: { method, body } });
    }
    expect(confluence.requests.map(({ method, body }) => [method, body])).toEqual(
      ['GET', 'GET', 'HEAD', 'HEAD', 'DELETE', 'DELETE'].map((method) => [method, undefined]),
    );
  });

  it('comes back with what the bridge makes a response of, refusals too', async () => {
    confluence.answer = () => Promise.resolve(json(403, { message: 'No' }));
    expect(await ask('member', read)).toEqual({
      result: {
        status: 403,
        statusText: '',
        headers: { 'content-type': 'application/json' },
        body: '{"message":"No"}',
        isAttachment: false,
      },
    });
  });

  it('is an error when the connection is cut', async () => {
    confluence.answer = connectionLost;
    expect(await ask('member', read)).toEqual({
      error: { name: 'ConnectionLost', message: 'The connection was closed before an answer arrived.' },
    });
  });

  it('is cut off when the host closes or is reset', async () => {
    confluence.answer = () => new Promise(() => undefined);
    const answer = ask('member', read);
    await Promise.resolve();
    ending.abort();
    expect(await answer).toHaveProperty('error.name', 'ConnectionLost');
  });

  it('is not made for somebody who has not allowed the app access, until they have', async () => {
    expect(await ask('new-admin', read)).toHaveProperty('error.name', 'NEEDS_AUTHENTICATION_ERR');
    expect(confluence.requests).toEqual([]);
    consents.grant('new-admin');
    expect(await ask('new-admin', read)).toHaveProperty('result.status', 200);
  });

  it('fails with the sandbox where that fails', async () => {
    confluence.answer = () => Promise.reject(new TypeError('a fault of ours'));
    await expect(ask('member', read)).rejects.toThrow('a fault of ours');
  });
});

it.each<[string, Partial<ProductRequest>, string]>([
  ['another product', { product: 'jira' }, 'The sandbox has Confluence only, not the product "jira".'],
  [
    'a path outside Confluence',
    { restPath: '/rest/api/user/current' },
    'A Confluence path starts with /wiki/, but the page asked for "/rest/api/user/current".',
  ],
  [
    'a path that leaves Confluence',
    { restPath: '/wiki/../gateway' },
    'A Confluence path starts with /wiki/, but the page asked for "/wiki/../gateway".',
  ],
  [
    'another site',
    { restPath: '.example/wiki/' },
    'A Confluence path starts with /wiki/, but the page asked for ".example/wiki/".',
  ],
  ['a multipart form', { isMultipartFormData: true }, 'The sandbox’s Confluence takes no multipart forms.'],
  ['what no browser sends', { fetchRequestInit: { method: 'TRACE' } }, "'TRACE' HTTP method is unsupported."],
])('refuses %s', async (_, changes, message) => {
  expect(await ask('member', { ...read, ...changes })).toEqual({
    error: { name: 'InvalidProductRequest', message },
  });
  expect(confluence.requests).toEqual([]);
});
