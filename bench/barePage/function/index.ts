import { asUser, route } from '@forge/api';
import { makeResolver } from '@forge/resolver';

// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- makeInvoke wants an index signature
export type Calls = {
  firstMembers: (input: { groupId: string }) => Promise<string[]>;
};

/** One call that makes one request: the 50 members the app asks for first, with their group's size. */
export const handler = makeResolver<Calls>({
  async firstMembers({ payload: { groupId } }) {
    const response = await asUser().requestConfluence(
      route`/wiki/rest/api/group/${groupId}/membersByGroupId?start=0&limit=50&shouldReturnTotalSize=true&expand=operations`,
    );
    const { results } = (await response.json()) as { results: { displayName: string }[] };
    return results.map(({ displayName }) => displayName);
  },
});
