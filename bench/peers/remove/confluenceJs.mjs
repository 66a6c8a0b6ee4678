// With confluence.js: one after the other or, with --all-at-once, as Promise.all has it.
import { client } from '../confluenceJs.mjs';
import { accountIds, GROUP_ID, report } from '../job.mjs';

const remove = (accountId) => client.group.removeMemberFromGroupByGroupId({ groupId: GROUP_ID, accountId });

await report(async () => {
  if (process.argv.includes('--all-at-once')) {
    await Promise.allSettled(accountIds().map(remove));
  } else {
    for (const accountId of accountIds()) await remove(accountId).catch(() => undefined);
  }
  return {};
});
