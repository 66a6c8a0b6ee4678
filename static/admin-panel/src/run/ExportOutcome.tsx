import type { Person } from '../../../../src/contract';
import { SaveCsv } from '../csv/SaveCsv';
import type { ActiveRun } from './RunProvider';
import { standingTitle } from './standingTitle';
import { standingWords } from './standingWords';

/** Button "Export outcome": what became of everyone in the run, as a CSV file that a list can be read from again. */
export function ExportOutcome({ active, nameOf }: { active: ActiveRun; nameOf: (person: Person) => string }) {
  const { run, action, group, people } = active;
  const make = async () => {
    const [{ csvFileName }, { outcomeCsv }] = await Promise.all([
      import('../csv/csv'),
      import('../csv/outcomeCsv'),
    ]);
    const rows = [...run.standings()].map(([accountId, standing]) => {
      const person = people.get(accountId);
      const name = person?.displayName ? nameOf(person) : '';
      return {
        ...{ accountId, name, email: person?.email ?? '' },
        outcome: standingTitle(standing, action),
        details: standingWords(standing, action),
      };
    });
    return {
      name: csvFileName(group.name, action === 'remove' ? 'removal' : 'undo', new Date()),
      text: outcomeCsv(rows),
    };
  };
  return <SaveCsv label="Export outcome" make={make} />;
}
