import { Suspense, useContext, useId, useState } from 'react';
import { HostContext } from '../../host/HostContext';
import { useNavigation } from '../../host/navigation';
import { useOnline } from '../../host/useOnline';
import { Problem } from '../../problems/Problem';
import { useRuns } from '../../run/RunProvider';
import { Button } from '../../ui/Button';
import { deferred } from '../../ui/deferred';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { Menu } from '../../ui/Menu';
import { groupsMessages } from '../groupsMessages';
import type { LastToUndo } from './lastToUndo';
import styles from './StartHere.module.css';
import { useUndoLast } from './useUndoLast';

const ProtectedPeople = deferred(() => import('./ProtectedPeople'));

interface Props {
  /** False: only what changes nothing is offered. */
  mayChange: boolean;
  onFromList: () => void;
  /** The list of memberships with an end date is open. */
  isDueOpen: boolean;
  onToggleDue: () => void;
}

/** Region "Start here": what needs no group to begin with. */
export function StartHere({ mayChange, onFromList, isDueOpen, onToggleDue }: Props) {
  const { go } = useNavigation();
  const { accountId } = useContext(HostContext);
  const [isProtectedOpen, setIsProtectedOpen] = useState(false);
  const titleId = useId();
  return (
    <section {...KEEPS_FOCUS} className={styles.start} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {groupsMessages.text('start')}
        </h2>
        {mayChange && (
          <Menu
            label={groupsMessages.text('moreActions')}
            items={[
              {
                id: 'protectedPeople',
                label: groupsMessages.text('protectedPeople'),
                onSelect: () => setIsProtectedOpen(true),
              },
            ]}
          />
        )}
      </div>
      <div className={styles.actions}>
        <Button onClick={() => go({ page: 'people' })}>{groupsMessages.text('findPerson')}</Button>
        {mayChange && <Button onClick={onFromList}>{groupsMessages.text('fromList')}</Button>}
        <Button onClick={() => go({ page: 'compare' })}>{groupsMessages.text('compareGroups')}</Button>
        {mayChange && (
          <Button aria-expanded={isDueOpen} onClick={onToggleDue}>
            {groupsMessages.text('endDates')}
          </Button>
        )}
        {mayChange && accountId !== undefined && <UndoLast accountId={accountId} />}
      </div>
      {isProtectedOpen && (
        <Suspense>
          <ProtectedPeople onClose={() => setIsProtectedOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}

/** The button, and below it in words why nothing is undone. */
function UndoLast({ accountId }: { accountId: string }) {
  const undo = useUndoLast(accountId);
  const { isUnderWay } = useRuns();
  const online = useOnline();
  const statusId = useId();
  const blocked = isUnderWay ? groupsMessages.text('runUnderWay') : undefined;
  return (
    <>
      <Button
        isLoading={undo.isPending}
        isDisabled={!online || isUnderWay}
        aria-describedby={statusId}
        onClick={() => undo.mutate()}
      >
        {groupsMessages.text('undoLast')}
      </Button>
      <p id={statusId} role="status" className={styles.status}>
        {blocked ?? (undo.data && textOf(undo.data))}
      </p>
      {undo.error && (
        <div role="alert" className={styles.problem}>
          <Problem
            error={undo.error}
            during="history"
            headingLevel="h3"
            title={groupsMessages.text('undoFailed')}
            onRetry={() => undo.mutate()}
          />
        </div>
      )}
    </>
  );
}

/** Why nothing is undone. */
function textOf(last: LastToUndo): string | undefined {
  switch (last.kind) {
    case 'undo':
      return undefined;
    case 'notEnded':
      return groupsMessages.text('undoNotEnded');
    case 'nothingLeft':
      return groupsMessages.text('undoNothingLeft');
    case 'noRuns':
      return groupsMessages.text('undoNoRuns');
  }
}
