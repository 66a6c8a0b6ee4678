import Button from '@atlaskit/button/default/button';
import { ExportMembers } from './export/ExportMembers';
import { FindPerson } from './find/FindPerson';
import styles from './GroupToolbar.module.css';
import { isReadWhole } from './members/loading/readWhole';
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
  /** Absent where nothing can be changed in the group. */
  onChooseFromList?: () => void;
  everyone: ReturnType<typeof useLoadEveryone>;
}

/** Above the table: finding a person, choosing people from a list, saving them as a file. */
export function GroupToolbar(props: Props) {
  const { groupName, list, rows, selected, typed, query, onType, onChooseFromList, everyone } = props;
  // A file saved meanwhile would pass for whole.
  const { isComing } = everyone;
  return (
    <div className={styles.toolbar}>
      <FindPerson value={typed} onChange={onType} />
      <div className={styles.tools}>
        {onChooseFromList && (
          <Button spacing="compact" onClick={onChooseFromList}>
            Choose from a list
          </Button>
        )}
        {rows.count + selected.size > 0 && (
          <ExportMembers
            groupName={groupName}
            people={selected.size > 0 ? () => [...selected.values()] : rows.people}
            what={exportText({ list, query, rows: rows.count, selected: selected.size, isComing })}
            isDisabled={selected.size === 0 && isComing}
          />
        )}
      </div>
    </div>
  );
}

/** What a file would hold: those selected, else those found, else everyone who is shown. */
function exportText(of: {
  list: MemberList;
  query: string;
  rows: number;
  selected: number;
  isComing: boolean;
}): string {
  const { list, query, rows, selected, isComing } = of;
  if (selected > 0) return `${number(selected)} selected`;
  if (query !== '') return `${number(rows)} found`;
  if (list.isComplete) return `all ${number(list.size)}`;
  if (isComing) return `all ${number(list.length)}`;
  return `${number(list.size)} ${isReadWhole(list) ? 'shown' : 'loaded'}`;
}
