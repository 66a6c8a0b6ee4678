import type { PersonEvent } from '../../../../../src/contract';
import { ACTIONS } from '../../../../../src/membership/actions';
import { knownById } from '../../directory/chosen';
import type { Known } from '../../directory/usePeopleById';
import { AskChange } from '../../plan/AskChange';
import { groupOfEvent } from '../../run/eventWords';

interface Props {
  event: PersonEvent;
  personOf: (accountId: string) => Known;
  onClose: () => void;
}

/** Asks whether to take a change back, and does so: a run of this change alone. */
export function UndoEvent({ event, personOf, onClose }: Props) {
  const { runId, index, groupId, accountId, action } = event;
  return (
    <AskChange
      asked={{
        change: { groupId, accountId, action: ACTIONS[action].opposite },
        group: { id: groupId, name: groupOfEvent(event) },
        undoes: { runId, changes: [index] },
      }}
      person={personOf(accountId) ?? knownById(accountId)}
      onClose={onClose}
    />
  );
}
