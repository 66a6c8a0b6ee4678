// Everyone in the group, page after page, as one writes it without a library.
import { GROUP_ID, report, SITE, TOKEN } from '../job.mjs';

await report(async () => {
  const members = [];
  let path = `/rest/api/group/${GROUP_ID}/membersByGroupId?limit=200`;
  while (path) {
    const response = await fetch(`${SITE}/wiki${path.replace(/^\/wiki/, '')}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const page = await response.json();
    members.push(...page.results);
    path = page._links.next;
  }
  return { members: members.length };
});
