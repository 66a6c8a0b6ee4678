import type { RecordedChange, RunRecord } from '../../../../../src/contract';
import { outcomeCsv } from '../../csv/outcomeCsv';
import type { Known } from '../../directory/usePeopleById';
import { nameOfRecordedGroup } from '../../run/groupsText';
import { outcomeWords } from '../outcome';

/** The changes of a run as a CSV file that they can be read from again; names as far as they are known. */
export function runCsv(
  { groups, undoes }: Pick<RunRecord, 'groups' | 'undoes'>,
  changes: readonly RecordedChange[],
  personOf: (accountId: string) => Known,
): string {
  const groupNames = new Map(groups.map((group) => [group.groupId, nameOfRecordedGroup(group)]));
  return outcomeCsv(
    changes.map((change) => {
      const { accountId, groupId, action, inBackground } = change;
      const { displayName: name = '', email = '' } = personOf(accountId) ?? {};
      const { title: outcome, details } = outcomeWords(change, undoes !== undefined);
      return {
        ...{ accountId, groupId, action, name, email, outcome, details },
        group: groupNames.get(groupId) ?? groupId,
        ...(inBackground && { inBackground }),
      };
    }),
  );
}
