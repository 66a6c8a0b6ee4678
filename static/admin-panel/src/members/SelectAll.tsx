import type { RefObject } from 'react';
import { Checkbox } from '../ui/Checkbox';
import { membersMessages } from './membersMessages';

interface Props {
  boxRef: RefObject<HTMLInputElement>;
  /** People who have a row and can be chosen, and how many of them are. */
  selectable: number;
  chosen: number;
  onChange: (isSelected: boolean) => void;
}

/** Chooses everyone who has a row: who is loaded and fits what is searched for. */
export function SelectAll({ boxRef, selectable, chosen, onChange }: Props) {
  const isAll = chosen > 0 && chosen === selectable;
  return (
    <Checkbox
      boxRef={boxRef}
      label={membersMessages.text('selectAll')}
      checked={isAll}
      indeterminate={chosen > 0 && !isAll}
      onChange={onChange}
    />
  );
}
