import { useState, type ReactNode } from 'react';
import { ReadFailed } from '../../host/readFailed';
import { Problem } from '../../problems/Problem';
import styles from './Due.module.css';
import { ChangeDate, KeepMemberships } from './DueDialogs';
import type { DueMembership } from './dueList';
import { dueMessages } from './dueMessages';
import { useChangeDue } from './useDue';

/** What the admin is asked about memberships that are to end. */
export interface DueQuestion {
  about: 'date' | 'keeping';
  memberships: readonly DueMembership[];
  /** They are all that end together there. */
  isWhole?: boolean;
}

interface DueQuestions {
  ask: (question: DueQuestion) => void;
  /** The open dialog. */
  dialog: ReactNode;
  /** What became of the last edit, in words. */
  said: string | undefined;
  /** Why the last edit was not made. */
  trouble: ReactNode;
}

/** The dialogs *Change date* and *Keep*, and what becomes of them. */
export function useDueQuestions(): DueQuestions {
  const [question, setQuestion] = useState<DueQuestion>();
  const { mutate, variables, isSuccess, error } = useChangeDue();
  const onClose = () => setQuestion(undefined);
  const count = variables?.keys.size ?? 0;
  const isKeeping = variables?.until === null;
  const edit = (until: number | null) => {
    if (!question) return;
    const { memberships, isWhole = false } = question;
    mutate({ keys: new Set(memberships.map(({ key }) => key)), isWhole, until });
  };
  return {
    ask: setQuestion,
    dialog: question && dialogFor(question, edit, onClose),
    said: isSuccess ? dueMessages.text(isKeeping ? 'kept' : 'changed', { count }) : undefined,
    trouble: error && (
      <div role="alert" className={styles.problem}>
        <Problem
          error={error}
          during="history"
          headingLevel="h3"
          title={dueMessages.text(isKeeping ? 'cannotKeep' : 'cannotChange')}
          onRetry={() => mutate(variables)}
        >
          {whyNotAccepted(error)}
        </Problem>
      </div>
    ),
  };
}

/** What the function did not accept: there is more to know than that it did not. */
function whyNotAccepted(error: Error): ReactNode {
  const field = error instanceof ReadFailed ? error.error.field : undefined;
  if (field === 'dueId') return <p>{dueMessages.text('changedMeanwhile')}</p>;
  return field === 'until' ? <p>{dueMessages.text('endsWithRun')}</p> : undefined;
}

function dialogFor(
  { about, memberships }: DueQuestion,
  edit: (until: number | null) => void,
  onClose: () => void,
): ReactNode {
  switch (about) {
    case 'date':
      return <ChangeDate {...{ memberships, onClose }} onConfirm={edit} />;
    case 'keeping':
      return <KeepMemberships {...{ memberships, onClose }} onConfirm={() => edit(null)} />;
  }
}
