import { createConfluence, groupIds, type Confluence } from '../../../sandbox/confluence';

const before = process.env.SANDBOX_NON_MEMBER;
afterEach(() => {
  if (before === undefined) delete process.env.SANDBOX_NON_MEMBER;
  else process.env.SANDBOX_NON_MEMBER = before;
});

/** What a removal of somebody who is not in the group is answered. */
async function removalOfNonMember(confluence: Confluence): Promise<number> {
  const { accountId } = confluence.personas.member;
  const { status } = await confluence.handle({
    method: 'DELETE',
    path: `/wiki/rest/api/group/userByGroupId?groupId=${groupIds.emptyGroup}&accountId=${accountId}`,
    headers: { authorization: 'Bearer site-admin' },
    caller: { kind: 'client' },
  });
  return status;
}

it.each([
  [undefined, 204],
  ['', 204],
  ['204', 204],
  ['404', 404],
])('SANDBOX_NON_MEMBER=%s is the default of every site', async (value, status) => {
  if (value === undefined) delete process.env.SANDBOX_NON_MEMBER;
  else process.env.SANDBOX_NON_MEMBER = value;
  expect(await removalOfNonMember(await createConfluence({ scale: 10 }))).toBe(status);
});

it('yields to the option', async () => {
  process.env.SANDBOX_NON_MEMBER = '404';
  expect(await removalOfNonMember(await createConfluence({ scale: 10, nonMember: 204 }))).toBe(204);
});

it('is refused when it is neither', async () => {
  process.env.SANDBOX_NON_MEMBER = '200';
  await expect(createConfluence({ scale: 10 })).rejects.toThrow(
    'SANDBOX_NON_MEMBER must be 204 or 404, but it is "200".',
  );
});
