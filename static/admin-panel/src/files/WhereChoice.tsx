import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { Group } from '../../../../src/contract';
import { GroupMarks } from '../directory/GroupMarks';
import GroupPicker from '../directory/GroupPicker';
import { Button } from '../ui/Button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import styles from './Choice.module.css';
import { filesMessages } from './filesMessages';
import { canDo, type ListChoice, type Where } from './listChoice';

interface Props {
  choice: ListChoice;
  /** The group that is shown; absent at home. */
  group: Group | undefined;
  /** Groups that the list names. */
  groupsInFile: number;
  onChoose: (choice: Partial<ListChoice>) => void;
}

/** In which groups it is done: this one, all of each person's, chosen ones, or those in the file. */
export function WhereChoice({ choice, group, groupsInFile, onChoose }: Props) {
  const name = useId();
  const option = (where: Where, label: ReactNode) => (
    <label className={styles.option}>
      <input
        type="radio"
        name={name}
        checked={choice.where === where}
        disabled={choice.wanted !== 'byRow' && !canDo(choice.wanted, where) && choice.where !== where}
        onChange={() => onChoose({ where })}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{filesMessages.text('inWhichGroups')}</legend>
      {group && option('group', <bdi>{group.name}</bdi>)}
      {option('allGroups', filesMessages.text('allGroups'))}
      {option('chosen', filesMessages.text('chosen'))}
      {groupsInFile > 0 && option('file', filesMessages.text('groupsInFile', { count: groupsInFile }))}
      {choice.where === 'chosen' && (
        <ChosenGroups groups={choice.groups} onChange={(groups) => onChoose({ groups })} />
      )}
    </fieldset>
  );
}

interface ChosenProps {
  groups: readonly Group[];
  onChange: (groups: readonly Group[]) => void;
}

function ChosenGroups({ groups, onChange }: ChosenProps) {
  const [picked, setPicked] = useState(0);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (picked > 0) field.current?.querySelector('input')?.focus();
  }, [picked]);
  return (
    <div {...KEEPS_FOCUS} ref={field} className={styles.groups}>
      {/* Another one each time: it is empty for the next group. */}
      <GroupPicker
        key={picked}
        label={filesMessages.text('addGroup')}
        selected={undefined}
        onSelect={(group) => {
          setPicked(picked + 1);
          if (!groups.some(({ id }) => id === group.id)) onChange([...groups, group]);
        }}
      />
      {groups.length > 0 && (
        <ul className={styles.chips} aria-label={filesMessages.text('chosenGroups')}>
          {groups.map((group) => (
            <li key={group.id} className={styles.chip}>
              <bdi>{group.name}</bdi>
              <GroupMarks group={group} />
              <Button
                spacing="compact"
                appearance="subtle"
                aria-label={filesMessages.text('removeGroup', { name: group.name })}
                onClick={() => onChange(groups.filter(({ id }) => id !== group.id))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
