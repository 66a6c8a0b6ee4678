import { useState } from 'react';
import type { Group } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import type { AskedChange } from '../plan/AskChange';
import { usePlans } from '../plan/PlanProvider';
import { useRuns } from '../run/RunProvider';
import { Button } from '../ui/Button';
import { AddToGroup } from './AddToGroup';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';

interface Props {
  person: Chosen;
  /** The groups they are in; absent until that is known. */
  listed: readonly Group[] | undefined;
  /** Those of them that are ticked. */
  chosen: readonly Group[];
  onAsk: (asked: AskedChange) => void;
}

/** *Remove from selected groups*, *Add to a group*, and *Offboard*: one change is asked about, more become a plan. */
export function GroupActions({ person, listed, chosen, onAsk }: Props) {
  const { accountId } = person;
  const { open } = usePlans();
  const { isUnderWay } = useRuns();
  const [isAdding, setIsAdding] = useState(false);
  const known = { people: [person], groups: listed ?? [] };

  const remove = () => {
    const [group, ...others] = chosen;
    if (!group) return;
    const changeOf = ({ id }: Group) => ({ groupId: id, accountId, action: 'remove' as const });
    if (others.length === 0) onAsk({ change: changeOf(group), group });
    else open({ kind: 'chosen', changes: chosen.map(changeOf) }, known);
  };

  return (
    <div className={styles.actions}>
      <Button appearance="danger" isDisabled={isUnderWay || chosen.length === 0} onClick={remove}>
        {peopleMessages.text('removeSelected', { count: chosen.length })}
      </Button>
      <Button isDisabled={isUnderWay || !listed} onClick={() => setIsAdding(true)}>
        {peopleMessages.text('addToGroup')}
      </Button>
      <Button
        isDisabled={isUnderWay || !listed || listed.length === 0}
        onClick={() => open({ kind: 'offboarding', accountIds: [accountId] }, known)}
      >
        {peopleMessages.text('offboard')}
      </Button>
      <p role="status" className={styles.blocked}>
        {isUnderWay && peopleMessages.text('blocked')}
      </p>
      {isAdding && (
        <AddToGroup
          person={person}
          listed={listed ?? []}
          onPick={(group) => onAsk({ change: { groupId: group.id, accountId, action: 'add' }, group })}
          onClose={() => setIsAdding(false)}
        />
      )}
    </div>
  );
}
