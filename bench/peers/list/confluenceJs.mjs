// Everyone in the group, page after page, with confluence.js.
import { client } from '../confluenceJs.mjs';
import { GROUP_ID, report } from '../job.mjs';

const LIMIT = 200;

await report(async () => {
  const members = [];
  for (;;) {
    const { results } = await client.group.getGroupMembersByGroupId({
      groupId: GROUP_ID,
      start: members.length,
      limit: LIMIT,
    });
    members.push(...results);
    if (results.length < LIMIT) return { members: members.length };
  }
});
