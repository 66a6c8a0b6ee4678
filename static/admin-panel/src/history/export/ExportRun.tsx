import type { RecordedPerson, RunRecord } from '../../../../../src/contract';
import { SaveCsv } from '../../csv/SaveCsv';
import { wholeRun } from '../../run/wholeRun';
import { useKnownPeople } from '../../people/usePeopleById';
import { groupNameOf } from '../runWords';

interface Props {
  run: RunRecord;
  people: readonly RecordedPerson[];
  /** Whether these are all of its people. */
  isWhole: boolean;
}

/** Button "Export run": everyone in it with their outcome, as a CSV file; the names that were looked up. */
export function ExportRun({ run, people, isWhole }: Props) {
  const personOf = useKnownPeople();
  const make = async () => {
    const [{ runCsv }, { csvFileName }, everyone] = await Promise.all([
      import('./runCsv'),
      import('../../csv/csv'),
      isWhole ? people : wholeRun(run.runId).then((whole) => whole.people),
    ]);
    const what = run.action === 'remove' ? 'removal' : 'undo';
    return {
      name: csvFileName(groupNameOf(run), what, new Date()),
      text: runCsv(everyone, run.action, personOf),
    };
  };
  return <SaveCsv label="Export run" make={make} />;
}
