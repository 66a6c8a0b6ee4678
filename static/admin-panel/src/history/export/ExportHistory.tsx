import type { PersonEvent, RunRecord } from '../../../../../src/contract';
import { SaveCsv } from '../../csv/SaveCsv';
import type { Known } from '../../directory/usePeopleById';
import { historyMessages } from '../historyMessages';

interface Props {
  /** What is shown: runs, or the changes of one person; the other is empty. */
  runs: readonly RunRecord[];
  events: readonly PersonEvent[];
  personOf: (accountId: string) => Known;
}

/** Button "Export N changes": what is shown, as a CSV file; names as far as they were looked up. */
export function ExportHistory({ runs, events, personOf }: Props) {
  const count = runs.length + events.length;
  const make = async () => {
    const [{ runsCsv }, { eventsCsv }, { csvFileName }] = await Promise.all([
      import('./runsCsv'),
      import('./eventsCsv'),
      import('../../csv/csv'),
    ]);
    return {
      name: csvFileName(historyMessages.text('fileAbout'), historyMessages.text('fileWhat'), new Date()),
      parts: [events.length > 0 ? eventsCsv(events, personOf) : runsCsv(runs, personOf)],
    };
  };
  return count > 0 && <SaveCsv label={historyMessages.text('exportChanges', { count })} make={make} />;
}
