import Button from '@atlaskit/button/default/button';
import { ExportMembers } from './export/ExportMembers';
import { FindPerson } from './find/FindPerson';
import styles from './GroupToolbar.module.css';
import { LoadEveryone } from './members/loading/LoadEveryone';
import type { useLoadEveryone } from './members/loading/useLoadEveryone';
import type { MemberList } from './members/memberList';
import type { Rows } from './members/rows';
import type { Selected } from './selection/selected';
import { number } from './ui/number';

interface Props {
  groupName: string;
  list: MemberList;
  rows: Rows;
  selected: Selected;
  /** What stands in the search field, and what of it the rows are searched for. */
  typed: string;
  query: string;
  onType: (typed: string) => void;
  onChooseFromList: () => void;
  everyone: ReturnType<typeof useLoadEveryone>;
}

/** Above the table: finding somebody, choosing people from a list, loading everyone, saving them as a file. */
export function GroupToolbar(props: Props) {
  const { groupName, list, rows, selected, typed, query, onType, onChooseFromList, everyone } = props;
  return (
    <div className={styles.toolbar}>
      <FindPerson value={typed} onChange={onType} />
      <div className={styles.tools}>
        <Button spacing="compact" onClick={onChooseFromList}>
          Choose from a list
        </Button>
        {!list.isComplete && <LoadEveryone groupName={groupName} list={list} everyone={everyone} />}
        {rows.count + selected.size > 0 && (
          <ExportMembers
            groupName={groupName}
            people={selected.size > 0 ? () => [...selected.values()] : rows.people}
            what={exportText(list, query, rows.count, selected.size)}
          />
        )}
      </div>
    </div>
  );
}

/** What a file would hold: those selected, else those found, else everyone who is loaded. */
function exportText(list: MemberList, query: string, rows: number, selected: number): string {
  if (selected > 0) return `${number(selected)} selected`;
  if (query !== '') return `${number(rows)} found`;
  return list.isComplete ? `all ${number(list.size)}` : `${number(list.size)} loaded`;
}
