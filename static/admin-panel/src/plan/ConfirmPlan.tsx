import { useContext, useId, useMemo, useReducer } from 'react';
import { MAX_CHANGES_IN_RUN, MAX_GROUPS_IN_RUN, MAX_REASON_CHARS } from '../../../../src/contract/limits';
import { HostContext } from '../host/HostContext';
import { ReadFailed } from '../host/readFailed';
import { browserTools } from '../host/tools';
import { useOnline } from '../host/useOnline';
import { Problem } from '../problems/Problem';
import { useRuns } from '../run/RunProvider';
import { TakenBy } from '../run/TakenBy';
import { Button } from '../ui/Button';
import styles from './ConfirmPlan.module.css';
import { canEnd, type Plan } from './plan';
import { PlanConsequences } from './PlanConsequences';
import { planMessages } from './planMessages';
import { usePlans } from './PlanProvider';
import { actionText } from './planSummary';
import type { PreparedPlan } from './preparedPlan';
import { SafeguardFields } from './SafeguardFields';
import { SafeguardWords } from './SafeguardWords';
import { blockedSentence } from './safeguardWords';
import type { SortedPlan } from './sortedPlan';
import { checkUntilDay, type UntilChecked } from './untilDay';
import { UntilField } from './UntilField';
import { untilMessages } from './untilMessages';
import { useCarryOut } from './useCarryOut';
import type { PlanReview } from './usePlanReview';

interface Props {
  plan: Plan;
  prepared: PreparedPlan;
  review: PlanReview;
  sorted: SortedPlan;
  /** The admin may change nothing. */
  isReadOnly: boolean;
}

/** What stands between the plan and its being carried out, and the button that has that done. */
export function ConfirmPlan({ plan, prepared, review, sorted, isReadOnly }: Props) {
  const { close, edit } = usePlans();
  const { isBeginning, error, carryOut } = useCarryOut(plan, prepared, sorted.active, review.people.personOf);
  const [, lookAgain] = useReducer((looks: number) => looks + 1, 0);
  const hasUntil = canEnd(plan.source) && sorted.actions.add > 0;
  const checkEnd = (): UntilChecked =>
    hasUntil ? checkUntilDay(plan.until, browserTools.clock.now()) : { kind: 'none' };
  const isEndWrong = checkEnd().kind === 'problem';
  const blocked = useBlocked(review, sorted) ?? (isEndWrong ? untilMessages.text('correctFirst') : undefined);
  const self = useSelf(sorted);
  const blockedId = useId();
  const { safeguards, protectedError } = review;
  const { summary, departures } = sorted;
  const isRemoving = departures.length > 0;
  if (isReadOnly || prepared.entries.length === 0) {
    return (
      <div className={styles.buttons}>
        {!isReadOnly && <p className={styles.blocked}>{planMessages.text('nothingHere')}</p>}
        <Button appearance="subtle" onClick={close}>
          {planMessages.text('cancel')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.confirm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked !== undefined) return;
        // Since it was drawn, the day may have come.
        const end = checkEnd();
        if (end.kind === 'problem') lookAgain();
        else carryOut(end.kind === 'end' ? end.until : undefined);
      }}
    >
      {protectedError && isRemoving && (
        <Problem
          error={protectedError}
          during="history"
          headingLevel="h3"
          title={planMessages.text('protectedMissing')}
          onRetry={review.askProtectedAgain}
        >
          <p>{planMessages.text('protectedMissingText')}</p>
        </Problem>
      )}
      <SafeguardWords state={safeguards} self={self} />
      <PlanConsequences {...{ sorted }} state={safeguards} isSelf={self !== undefined} />
      <SafeguardFields state={safeguards} />
      {plan.source.kind !== 'rest' && <ReasonField plan={plan} />}
      {hasUntil && <UntilField day={plan.until} onDay={(until) => edit({ until })} />}
      {error && (
        <div role="alert">
          <Problem error={error} during="history" headingLevel="h3" title={planMessages.text('notBegun')}>
            {error instanceof ReadFailed && <TakenBy {...error.error} />}
          </Problem>
        </div>
      )}
      <div className={styles.buttons}>
        <p id={blockedId} role="status" className={styles.blocked}>
          {blocked}
        </p>
        <Button appearance="subtle" onClick={close}>
          {planMessages.text('cancel')}
        </Button>
        <Button
          type="submit"
          appearance={isRemoving ? 'danger' : 'primary'}
          isLoading={isBeginning}
          isDisabled={blocked !== undefined}
          {...(blocked !== undefined && { 'aria-describedby': blockedId })}
        >
          {actionText(summary)}
        </Button>
      </div>
    </form>
  );
}

/** Why the plan cannot be carried out now; undefined where it can. */
function useBlocked(
  { safeguards, isAskingProtected, isCurrent }: PlanReview,
  { summary }: SortedPlan,
): string | undefined {
  const { isUnderWay } = useRuns();
  const online = useOnline();
  if (!online) return planMessages.text('whileOffline');
  if (isUnderWay) return planMessages.text('whileUnderWay');
  if (isAskingProtected) return planMessages.text('whileAskingProtected');
  if (!isCurrent) return planMessages.text('counting');
  if (summary.changes === 0) return planMessages.text('whileEmpty');
  if (summary.changes > MAX_CHANGES_IN_RUN) {
    return planMessages.text('tooManyChanges', { most: MAX_CHANGES_IN_RUN });
  }
  if (summary.groups > MAX_GROUPS_IN_RUN)
    return planMessages.text('tooManyGroups', { most: MAX_GROUPS_IN_RUN });
  return blockedSentence(safeguards, summary.groups);
}

/** Whether the admin is among those removed: alone, or with others. */
function useSelf({ departures }: SortedPlan): 'alone' | 'among' | undefined {
  const { accountId: me } = useContext(HostContext);
  return useMemo(() => {
    const isAmong = me !== undefined && departures.some(({ accountIds }) => accountIds.includes(me));
    const hasOthers = departures.some(({ accountIds }) => accountIds.some((accountId) => accountId !== me));
    if (!isAmong) return undefined;
    return hasOthers ? 'among' : 'alone';
  }, [departures, me]);
}

/** Input "Reason": why, in the admin's words. */
function ReasonField({ plan }: { plan: Plan }) {
  const { edit } = usePlans();
  const id = useId();
  return (
    <div className={styles.reason}>
      <label className={styles.label} htmlFor={id}>
        {planMessages.text('reason')}
      </label>
      <input
        id={id}
        type="text"
        className={styles.input}
        aria-describedby={`${id}hint`}
        autoComplete="off"
        maxLength={MAX_REASON_CHARS}
        value={plan.reason}
        onChange={({ target }) => edit({ reason: target.value })}
      />
      <span id={`${id}hint`} className={styles.hint}>
        {planMessages.text('reasonHint')}
      </span>
    </div>
  );
}
