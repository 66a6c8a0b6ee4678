import { SaveCsv } from '../csv/SaveCsv';
import type { Chosen } from '../people/chosen';

interface Props {
  groupName: string;
  /** The people the file shall list, in that order. */
  people: () => readonly Chosen[];
  /** Which of the members those are, as the button says it: "all 240". */
  what: string;
  isDisabled?: boolean;
}

/** Button "Export …": the people as a CSV file. */
export function ExportMembers({ groupName, people, what, isDisabled = false }: Props) {
  const make = async () => {
    const [{ membersCsv }, { csvFileName }] = await Promise.all([
      import('./membersCsv'),
      import('../csv/csv'),
    ]);
    return { name: csvFileName(groupName, 'members', new Date()), text: membersCsv(people()) };
  };
  return <SaveCsv label={`Export ${what}`} make={make} isDisabled={isDisabled} />;
}
