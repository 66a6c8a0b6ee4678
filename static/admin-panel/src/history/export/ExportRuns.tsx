import type { RunRecord } from '../../../../../src/contract';
import { SaveCsv } from '../../csv/SaveCsv';
import { number } from '../../ui/number';
import type { Known } from '../../people/usePeopleById';

interface Props {
  runs: readonly RunRecord[];
  personOf: (accountId: string) => Known;
}

/** Button "Export N runs": those that are shown, as a CSV file. */
export function ExportRuns({ runs, personOf }: Props) {
  const make = async () => {
    const [{ runsCsv }, { csvFileName }] = await Promise.all([import('./runsCsv'), import('../../csv/csv')]);
    return { name: csvFileName('Group Members', 'history', new Date()), text: runsCsv(runs, personOf) };
  };
  return (
    <SaveCsv label={`Export ${runs.length === 1 ? '1 run' : `${number(runs.length)} runs`}`} make={make} />
  );
}
