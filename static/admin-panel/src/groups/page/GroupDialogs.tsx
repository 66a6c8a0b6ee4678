import { Suspense, useState } from 'react';
import type { Group, Person } from '../../../../../src/contract';
import type { UntilDay } from '../../plan/untilDay';
import { deferred } from '../../ui/deferred';
import type { AdditionOptions } from './useGroupChanges';

// Nothing of these is needed before the first row.
const ConfirmChange = deferred(() => import('../../plan/ConfirmChange'));
const MoveDialog = deferred(() => import('./selection/MoveDialog'));

/** What the admin is asked. */
export type Question =
  | { about: 'removal'; person: Person }
  | { about: 'addition'; person: Person }
  /** Adding back the person who was removed last. @see Departure for `runId` */
  | { about: 'undo'; person: Person; runId: string | undefined }
  | { about: 'move'; people: readonly Person[] };

interface Props {
  group: Group;
  question: Question | undefined;
  onRemove: (person: Person) => void;
  onAdd: (person: Person, options: AdditionOptions) => void;
  onMove: (people: readonly Person[], to: Group) => void;
  onClose: () => void;
}

/** The dialogs of a group, one at a time. */
export function GroupDialogs({ question, ...props }: Props) {
  return (
    question && (
      <Suspense>
        <GroupDialog question={question} {...props} />
      </Suspense>
    )
  );
}

function GroupDialog(props: Props & { question: Question }) {
  const { group, question, onRemove, onAdd, onMove, onClose } = props;
  const [day, setDay] = useState<UntilDay>('');
  switch (question.about) {
    case 'removal': {
      const { person } = question;
      const change = { groupId: group.id, accountId: person.accountId, action: 'remove' as const };
      return <ConfirmChange {...{ change, person, group, onClose }} onConfirm={() => onRemove(person)} />;
    }
    case 'addition':
    case 'undo': {
      const { person } = question;
      const isUndo = question.about === 'undo';
      const change = { groupId: group.id, accountId: person.accountId, action: 'add' as const };
      return (
        <ConfirmChange
          {...{ change, person, group, isUndo, onClose }}
          {...(!isUndo && { until: { day, onDay: setDay } })}
          onConfirm={(until) => onAdd(person, isUndo ? { undoes: question.runId } : { until })}
        />
      );
    }
    case 'move':
      return (
        <MoveDialog
          count={question.people.length}
          from={group}
          onConfirm={(to) => onMove(question.people, to)}
          onClose={onClose}
        />
      );
  }
}
