import type { Person } from '../../../../../src/contract';
import { isReadWhole } from '../../members/loading/readWhole';
import type { MemberList } from '../../members/memberList';
import type { Rows } from '../../members/rows';
import type { Selected } from '../../members/selected';
import { groupPageMessages as messages } from './groupPageMessages';

interface Shown {
  list: Pick<MemberList, 'isComplete' | 'size' | 'length' | 'total'>;
  rows: Rows;
  selected: Selected;
  /** Not everyone has a row: some are searched for, or those of one status are shown. */
  isNarrowed: boolean;
  /** The rest of the list is about to be there. */
  isComing: boolean;
}

/** What a file of members would hold. */
export interface ExportOffer {
  label: string;
  people: () => readonly Person[];
  /** A file saved now would pass for whole. */
  isTooEarly: boolean;
}

/** A file of those selected, else of those found, else of everyone who is loaded; none where that is no one. */
export function exportOfferFor({
  list,
  rows,
  selected,
  isNarrowed,
  isComing,
}: Shown): ExportOffer | undefined {
  if (selected.size > 0) {
    const label = messages.text('exportSelected', { count: selected.size });
    return { label, people: () => [...selected.values()], isTooEarly: false };
  }
  if (rows.count === 0) return undefined;
  const offer = { people: rows.people, isTooEarly: isComing };
  if (isNarrowed) return { ...offer, label: messages.text('exportFound', { count: rows.count }) };
  if (list.isComplete || isComing) {
    return {
      ...offer,
      label: messages.text('exportAll', { count: list.isComplete ? list.size : list.length }),
    };
  }
  return {
    ...offer,
    label: messages.text(isReadWhole(list) ? 'exportShown' : 'exportLoaded', { count: list.size }),
  };
}
