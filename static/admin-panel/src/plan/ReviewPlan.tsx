import { useMemo, useRef, useState, type ReactNode } from 'react';
import { SaveCsv } from '../csv/SaveCsv';
import { displayNameOf } from '../directory/displayName';
import { Problem } from '../problems/Problem';
import { ReadOnlyNote } from '../rights/ReadOnlyNote';
import { useMayChange } from '../rights/useMayChange';
import { useAnnounce } from '../ui/announcer';
import { ConfirmPlan } from './ConfirmPlan';
import { LeftOutList } from './LeftOutList';
import { filesOf } from './lineText';
import type { Plan } from './plan';
import { PlanEffects } from './PlanEffects';
import { PlanFacts } from './PlanFacts';
import { countFilters, reasonOfFilter, type PlanFilter } from './planFilters';
import { planMessages } from './planMessages';
import styles from './PlanPage.module.css';
import { usePlans } from './PlanProvider';
import { PlanTable } from './PlanTable';
import { PlanToolbar } from './PlanToolbar';
import type { PlanEntry, PreparedPlan } from './preparedPlan';
import type { SortedPlan } from './sortedPlan';
import { usePlanReview, type PlanReview } from './usePlanReview';
import { usePlanRows } from './usePlanRows';

interface Props {
  plan: Plan;
  prepared: PreparedPlan;
  /** Shown until a large plan has been gone through. */
  waiting: ReactNode;
}

/** A plan whose changes are known: its numbers, its table, what is left out, and the button that has it done. */
export function ReviewPlan({ plan, prepared, waiting }: Props) {
  const review = usePlanReview(plan, prepared);
  const { sorted } = review;
  return sorted ? <Reviewed {...{ plan, prepared, review, sorted }} /> : waiting;
}

interface ReviewedProps extends Omit<Props, 'waiting'> {
  review: PlanReview;
  sorted: SortedPlan;
}

function Reviewed({ plan, prepared, review, sorted }: ReviewedProps) {
  const { edit } = usePlans();
  const mayChange = useMayChange();
  const announce = useAnnounce();
  const { entries, groups } = prepared;
  const { active, leftOut, leftOutByReason } = sorted;
  const { people, effectOf, isShort } = review;
  const { personOf, hasNamesake } = people;
  const [filter, setFilter] = useState<PlanFilter>();
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const counts = countFilters(review.counts, leftOutByReason);
  // Where nothing is left that it shows, its button is gone too.
  const chosen = filter !== undefined && counts[filter] > 0 ? filter : undefined;
  const rows = usePlanRows(
    active,
    { filter: chosen, typed, effectOf, personOf, hasNamesake, groups },
    isShort,
  );
  const reason = reasonOfFilter(chosen);
  const { source, files: names } = plan;
  const files = useMemo(() => filesOf({ source, files: names }), [source, names]);
  const isReadOnly = mayChange !== 'perhaps';

  const takeOut = (entry: PlanEntry) => {
    edit({ takenOut: new Set([...plan.takenOut, entry.key]) });
    announce(planMessages.text('tookOut', { name: displayNameOf(personOf(entry.accountId)) }));
  };
  const putBack = () => {
    edit({ takenOut: new Set() });
    announce(planMessages.text('hasPutBack', { count: sorted.takenOut }));
    search.current?.focus();
  };
  const exportPlan = async () => {
    const { planFile } = await import('./planFiles');
    return planFile(active, effectOf, { personOf, groups, files: names, now: new Date() });
  };

  return (
    <>
      <PlanFacts {...{ plan, prepared, sorted }} />
      <ReadOnlyNote mayChange={mayChange} />
      <PlanEffects {...{ review, sorted }} />
      {people.error && (
        <Problem
          error={people.error}
          during="read"
          headingLevel="h3"
          title={planMessages.text('namesMissing')}
          onRetry={people.retry}
        />
      )}
      {entries.length > 0 && (
        <PlanToolbar
          {...{ counts, filter: chosen, typed }}
          searchRef={search}
          onFilter={setFilter}
          onType={setTyped}
          takenOut={isReadOnly ? 0 : sorted.takenOut}
          onPutBack={putBack}
        >
          {active.length > 0 && <SaveCsv label={planMessages.text('export')} make={exportPlan} />}
        </PlanToolbar>
      )}
      {reason === undefined ? (
        <>
          <p role="status" className={styles.count}>
            {rows.length < active.length &&
              (rows.length === 0
                ? planMessages.text('noneFits')
                : planMessages.text('countShown', { count: rows.length }))}
          </p>
          {rows.length > 0 && (
            <PlanTable
              {...{ rows, people, groups, files, effectOf }}
              flagsOf={review.flagsOf}
              onTakeOut={isReadOnly ? undefined : takeOut}
            />
          )}
        </>
      ) : null}
      {leftOut.length > 0 && (
        <LeftOutList {...{ leftOut, people, groups, files }} byReason={leftOutByReason} only={reason} />
      )}
      <ConfirmPlan {...{ plan, prepared, review, sorted, isReadOnly }} />
    </>
  );
}
