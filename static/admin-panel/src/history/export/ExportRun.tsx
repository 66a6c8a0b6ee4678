import type { RecordedChange, RunRecord } from '../../../../../src/contract';
import { SaveCsv } from '../../csv/SaveCsv';
import { useKnownPeople } from '../../directory/usePeopleById';
import { dockMessages } from '../../run/dockMessages';
import { groupsText, namesOfRecordedGroups } from '../../run/groupsText';
import { wholeRun } from '../../run/wholeRun';

interface Props {
  run: RunRecord;
  changes: readonly RecordedChange[];
  /** Whether these are all of its changes. */
  isWhole: boolean;
}

/** Button "Export": everyone in it with their outcome, as a CSV file; the names that were looked up. */
export function ExportRun({ run, changes, isWhole }: Props) {
  const personOf = useKnownPeople();
  const make = async () => {
    const [{ runCsv }, { csvFileName }, all] = await Promise.all([
      import('./runCsv'),
      import('../../csv/csv'),
      isWhole ? changes : wholeRun(run.runId).then((whole) => whole.changes),
    ]);
    const about = groupsText(namesOfRecordedGroups(run));
    return {
      name: csvFileName(about, dockMessages.text('csvName'), new Date()),
      parts: [runCsv(run, all, personOf)],
    };
  };
  return <SaveCsv label={dockMessages.text('export')} make={make} />;
}
