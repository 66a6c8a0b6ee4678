import { createPause } from '../../../static/admin-panel/src/host/createPause';
import { ownerOf } from '../../../static/admin-panel/src/host/keptIds';
import type { Plan } from '../../../static/admin-panel/src/plan/plan';
import { storedEditsOf, storedPlanOf } from '../../../static/admin-panel/src/plan/storedPlan';
import { confirmPlan, type FrameLocator, type Page, type Stage, type Visit } from './page';
import { SITE_ADMIN } from './worker';

/**
 * Begins to remove people from a group as the site admin, from a plan that the tab has kept, as after a reload: ticking
 * people takes longer than most of what is tested with them.
 */
export async function beginRemoval(
  stage: Stage,
  accountIds: readonly string[],
  { group, ...visit }: Visit & { group: string },
): Promise<{ page: Page; app: FrameLocator }> {
  const plan: Plan = {
    ...{ id: 'kept', openedAt: 0, openedFrom: { page: 'groups', groupId: group } },
    source: {
      kind: 'chosen',
      changes: accountIds.map((accountId) => ({ groupId: group, accountId, action: 'remove' })),
    },
    ...{ takenOut: new Set(), reason: '', until: '' },
    ...{ people: new Map(), groups: new Map(), listed: new Map(), files: [] },
  };
  const owner = ownerOf({ siteUrl: stage.sandbox.url, accountId: SITE_ADMIN.id });
  const kept = {
    'group-members.plan': await storedPlanOf(plan, owner, createPause()),
    'group-members.planEdits': storedEditsOf(plan),
  };
  const opened = await stage.visit({ ...visit, path: '/plan', kept });
  await confirmPlan(opened.app);
  return opened;
}
