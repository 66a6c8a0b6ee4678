import { useId, useState } from 'react';
import type { PersonEvent } from '../../../../src/contract';
import { ACTIONS } from '../../../../src/membership/actions';
import type { Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import { useNavigation } from '../host/navigation';
import type { AskedChange } from '../plan/AskChange';
import { Problem } from '../problems/Problem';
import { groupOfEvent } from '../run/eventWords';
import { useRuns } from '../run/RunProvider';
import { Button } from '../ui/Button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';
import { RecentChangesTable } from './RecentChangesTable';
import { TableSkeleton } from './TableSkeleton';
import { useRecentChanges } from './useRecentChanges';

interface Props {
  person: Chosen;
  /** Whether Undo is offered where a change can be taken back. */
  mayUndo: boolean;
  onAsk: (asked: AskedChange) => void;
}

/** What was changed here for a person: read once it is asked for. */
export function RecentChanges({ person, mayUndo, onAsk }: Props) {
  const { accountId } = person;
  const { go } = useNavigation();
  const { isUnderWay } = useRuns();
  const headingId = useId();
  const contentId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, refetch } = useRecentChanges(accountId, isOpen);
  return (
    <section {...KEEPS_FOCUS} className={styles.section} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.heading}>
        {peopleMessages.text('changesHere')}
      </h3>
      <div className={styles.actions}>
        <Button
          aria-expanded={isOpen}
          {...(isOpen && { 'aria-controls': contentId })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {peopleMessages.text(isOpen ? 'hideChanges' : 'showChanges')}
        </Button>
        <button
          type="button"
          className={styles.link}
          onClick={() => go({ page: 'history', filters: { personId: accountId } })}
        >
          {peopleMessages.node('allChanges', { name: <bdi>{displayNameOf(person)}</bdi> })}
        </button>
      </div>
      {isOpen && (
        <div id={contentId}>
          {error && (
            <div role="alert" className={styles.problem}>
              <Problem {...{ error }} during="history" headingLevel="h3" onRetry={() => void refetch()} />
            </div>
          )}
          {!data && !error && <TableSkeleton words={peopleMessages.text('loadingChanges')} />}
          {data && (
            <>
              <p role="status" className={styles.text}>
                {foundText(data.events.length, data.cursor !== undefined)}
              </p>
              {data.unreadable > 0 && (
                <p className={styles.text}>{peopleMessages.text('unreadable', { count: data.unreadable })}</p>
              )}
              {data.events.length > 0 && (
                <RecentChangesTable
                  labelledBy={headingId}
                  events={data.events}
                  undo={mayUndo ? (event) => onAsk(undoOf(event)) : undefined}
                  isBlocked={isUnderWay}
                />
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** @param hasMore the history has more to look through */
function foundText(count: number, hasMore: boolean): string {
  if (count > 0) return peopleMessages.text(hasMore ? 'newestChanges' : 'everyChange', { count });
  return peopleMessages.text(hasMore ? 'noneOfNewest' : 'noChanges');
}

function undoOf(event: PersonEvent): AskedChange {
  const { runId, index, groupId, accountId, action } = event;
  return {
    change: { groupId, accountId, action: ACTIONS[action].opposite },
    group: { id: groupId, name: groupOfEvent(event) },
    undoes: { runId, changes: [index] },
  };
}
