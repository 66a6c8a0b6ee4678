import { Suspense, useId, useState, type ReactNode } from 'react';
import type { Change, Group } from '../../../../src/contract';
import { ACTIONS } from '../../../../src/membership/actions';
import type { Chosen } from '../directory/chosen';
import { useOnline } from '../host/useOnline';
import { usePlans } from '../plan/PlanProvider';
import { Problem } from '../problems/Problem';
import { useMayChange } from '../rights/useMayChange';
import { Button } from '../ui/Button';
import { deferred } from '../ui/deferred';
import { dockMessages } from './dockMessages';
import { useRuns } from './RunProvider';
import styles from './RunReceipt.module.css';

const ConfirmChange = deferred(() => import('../plan/ConfirmChange'));

/** A change of a run, and its place there. */
export interface PlacedChange extends Change {
  index: number;
}

interface Props {
  /** In the history; absent where that does not have the run. */
  runId: string | undefined;
  /** The run takes changes of another one back. */
  isUndo: boolean;
  /** Another admin planned it: the rest of it is made after the review that says who and when, though it is one change. */
  isOfOther?: boolean;
  /** Changes that were made and stand; `several` while it is not known which all of them are. */
  undoable: readonly PlacedChange[] | 'several';
  /** What "Continue" and "Retry" would ask for. */
  left: readonly PlacedChange[];
  failed: readonly PlacedChange[];
  personOf: (accountId: string) => Chosen;
  groupOf: (groupId: string) => Group;
  /** Further buttons, in the same row. */
  children?: ReactNode;
}

/** What can be asked for in a dialog: one change alone. */
interface Asked {
  change: PlacedChange;
  isTakenBack: boolean;
}

/**
 * Buttons "Undo", "Continue with N" and "Retry N" of a run that has ended: of several changes each opens a plan, of one of
 * the admin's own it asks at once. None of them where the admin may change nothing.
 */
export function RunActions(props: Props) {
  const { runId, isUndo, isOfOther = false, undoable, left, failed, personOf, groupOf, children } = props;
  const plans = usePlans();
  const { isUnderWay, start, goOn } = useRuns();
  const online = useOnline();
  const mayChange = useMayChange() === 'perhaps';
  const [asked, setAsked] = useState<Asked>();
  const [error, setError] = useState<Error>();
  const whyNotId = useId();
  const isBlocked = isUnderWay || !online;
  const canUndo = runId !== undefined && undoable.length > 0;
  const hasAny = mayChange && (canUndo || left.length > 0 || failed.length > 0);

  const undo = () => {
    if (runId === undefined) return;
    const [only, ...others] = undoable === 'several' ? [] : undoable;
    if (only && others.length === 0) setAsked({ change: only, isTakenBack: true });
    else plans.open({ kind: 'undo', runId, places: 'all' }, knownOf(undoable === 'several' ? [] : undoable));
  };
  const askForRest = (changes: readonly PlacedChange[], which: 'left' | 'failed') => {
    const [only, ...others] = changes;
    if (only && others.length === 0 && !isOfOther) setAsked({ change: only, isTakenBack: false });
    else if (runId === undefined) {
      plans.open({ kind: 'chosen', changes: changes.map(changeAt) }, knownOf(changes));
    } else plans.open({ kind: 'rest', runId, which }, knownOf(changes));
  };
  const make = async ({ change, isTakenBack }: Asked) => {
    const person = personOf(change.accountId);
    const about = { groups: [groupOf(change.groupId)], people: new Map([[person.accountId, person]]) };
    setError(undefined);
    if (runId === undefined) await start({ changes: [changeAt(change)], ...about });
    else if (isTakenBack) {
      await start({ changes: [opposite(change)], ...about, undoes: { runId, changes: [change.index] } });
    } else await goOn(runId, [change.index]).catch(setError);
  };
  const knownOf = (changes: readonly PlacedChange[]) => ({
    people: changes.map(({ accountId }) => personOf(accountId)),
    groups: [...new Set(changes.map(({ groupId }) => groupId))].map(groupOf),
  });
  const button = { spacing: 'compact', isDisabled: isBlocked, 'aria-describedby': whyNotId } as const;
  return (
    <>
      <div className={styles.buttons}>
        {mayChange && canUndo && (
          <Button {...button} onClick={undo}>
            {dockMessages.text('undo')}
          </Button>
        )}
        {mayChange && left.length > 0 && (
          <Button {...button} onClick={() => askForRest(left, 'left')}>
            {dockMessages.text('continueWith', { count: left.length })}
          </Button>
        )}
        {mayChange && failed.length > 0 && (
          <Button {...button} onClick={() => askForRest(failed, 'failed')}>
            {dockMessages.text('retry', { count: failed.length })}
          </Button>
        )}
        {children}
      </div>
      <p id={whyNotId} role="status" className={styles.whyNot}>
        {hasAny && isBlocked && dockMessages.text(isUnderWay ? 'waitUntilDone' : 'youAreOffline')}
      </p>
      {error && (
        <div role="alert">
          <Problem error={error} during="history" headingLevel="h3" />
        </div>
      )}
      {asked && (
        <Suspense>
          <ConfirmChange
            change={asked.isTakenBack ? opposite(asked.change) : changeAt(asked.change)}
            person={personOf(asked.change.accountId)}
            group={groupOf(asked.change.groupId)}
            isUndo={asked.isTakenBack || isUndo}
            onConfirm={() => void make(asked)}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The change alone, as it was planned. */
function changeAt({ groupId, accountId, action }: PlacedChange): Change {
  return { groupId, accountId, action };
}

/** The change that takes it back. */
function opposite({ groupId, accountId, action }: PlacedChange): Change {
  return { groupId, accountId, action: ACTIONS[action].opposite };
}
