import type { RefObject } from 'react';
import type { Person } from '../../../../src/contract';
import { Checkbox } from './Checkbox';
import { isSelectable, type Selected } from './selected';

interface Props {
  boxRef: RefObject<HTMLInputElement>;
  people: readonly Person[];
  selected: Selected;
  onChange: (people: readonly Person[], isSelected: boolean) => void;
}

/** Chooses everyone who has a row: who is loaded and fits what is searched for. */
export function SelectAll({ boxRef, people, selected, onChange }: Props) {
  const selectable = people.filter(isSelectable);
  const count = selectable.filter(({ accountId }) => selected.has(accountId)).length;
  const isAll = count > 0 && count === selectable.length;
  return (
    <Checkbox
      boxRef={boxRef}
      label="Select all"
      checked={isAll}
      indeterminate={count > 0 && !isAll}
      onChange={(checked) => onChange(selectable, checked)}
    />
  );
}
