import { isMember } from './confluence/checkMembership';
import type { Answer } from './contract/errors';
import type { CheckChangesInput } from './contract/inputs';
import type { CheckedChange, Recording } from './contract/runs';
import type { CallTools } from './forgeTools';
import { openCheck, recordCheck } from './history/checkChanges';
import { storageError } from './history/refusals';
import { StorageError } from './history/store';
import { askingOf } from './makeChanges';
import { mapConcurrently } from './mapConcurrently';

const CHECKS_AT_ONCE = 10;

/**
 * Asks Confluence about those of the changes that their run left open, and writes the answers down. Where they cannot be,
 * they are no less true: they come with the reason. 1 + 2 points a group that a person is in, for each change.
 */
export async function checkChanges(
  { runId, changes }: CheckChangesInput,
  tools: CallTools,
): Promise<Answer<{ checked: CheckedChange[] } & Recording>> {
  const { store, confluence } = tools;
  const opened = await openCheck(store, runId, changes, askingOf(tools).now);
  if (!opened.ok) return opened;
  const { check } = opened;
  const checked = await mapConcurrently(
    check.open,
    CHECKS_AT_ONCE,
    async ({ index, groupId, accountId }): Promise<CheckedChange> => {
      const member = await isMember(confluence, groupId, accountId);
      return member.ok ? { change: index, isMember: member.value } : { change: index, error: member.error };
    },
  );
  const answers = new Map(
    checked.flatMap((one) => ('isMember' in one ? [[one.change, one.isMember] as const] : [])),
  );
  const members = [...answers.values()].filter((isMember) => isMember).length;
  tools.log?.({
    ...{ event: 'changesChecked', runId, changes: checked.length, members },
    unanswered: checked.length - answers.size,
  });
  try {
    const recorded = await recordCheck(store, check, answers, askingOf(tools));
    return { ok: true, checked, ...(!recorded.ok && { notRecorded: recorded.error }) };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { ok: true, checked, notRecorded: storageError(error) };
  }
}
