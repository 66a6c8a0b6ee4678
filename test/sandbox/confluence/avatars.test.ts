import type { ConfluenceResponse } from '../../../sandbox/confluence';
import { createSeed } from '../../../sandbox/confluence/seed';
import { TestSite } from './support/testSite';

let site: TestSite;
beforeAll(async () => {
  site = await TestSite.start();
});

const get = (path: string): Promise<ConfluenceResponse> =>
  site.confluence.handle({ method: 'GET', path, headers: {}, caller: { kind: 'client' } });
const avatar = (accountId: string) => get(`/wiki/aa-avatar/${encodeURIComponent(accountId)}`);

it('shows the initials of a person to anybody', async () => {
  const response = await avatar(site.confluence.personas.member.accountId);
  expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } });
  expect(response.body).toMatch(/^<svg [^]*>JB<\/text><\/svg>$/);
});

it('serves the default picture', async () => {
  const response = await get('/wiki/images/icons/profilepics/default.svg');
  expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } });
});

it('answers 404 for an unknown account and a path that does not decode', async () => {
  expect((await avatar('nobody')).status).toBe(404);
  expect((await get('/wiki/aa-avatar/%E0%A4%A')).status).toBe(404);
});

it('is well-formed for every name', async () => {
  for (const { accountId } of createSeed(400).people.values()) {
    const { body } = await avatar(accountId);
    expect(body).toMatch(/>[\p{L}\p{N}]{0,3}<\/text><\/svg>$/u);
  }
});

it('is not in the request log', async () => {
  site.confluence.reset();
  await avatar(site.confluence.personas.member.accountId);
  expect(site.confluence.requestLog.entries()).toEqual([]);
});
