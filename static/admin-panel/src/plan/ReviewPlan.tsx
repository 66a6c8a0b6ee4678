import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { displayNameOf } from '../directory/displayName';
import { Problem } from '../problems/Problem';
import { ReadOnlyNote } from '../rights/ReadOnlyNote';
import { useMayChange } from '../rights/useMayChange';
import { useAnnounce } from '../ui/announcer';
import { ConfirmPlan } from './ConfirmPlan';
import { LeftOutList } from './LeftOutList';
import type { Plan } from './plan';
import { PlanEffects } from './PlanEffects';
import { PlanFacts } from './PlanFacts';
import { countFilters, filterChanges, reasonOfFilter, searchChanges, type PlanFilter } from './planFilters';
import { planMessages } from './planMessages';
import styles from './PlanPage.module.css';
import { usePlans } from './PlanProvider';
import { PlanTable } from './PlanTable';
import { PlanToolbar } from './PlanToolbar';
import type { PlanEntry, PreparedPlan } from './preparedPlan';
import { usePlanReview } from './usePlanReview';

/** A plan whose changes are known: its numbers, its table, what is left out, and the button that has it done. */
export function ReviewPlan({ plan, prepared }: { plan: Plan; prepared: PreparedPlan }) {
  const { edit } = usePlans();
  const mayChange = useMayChange();
  const announce = useAnnounce();
  const review = usePlanReview(plan, prepared);
  const { groups } = prepared;
  const { people, changes, leftOut } = review;
  const [filter, setFilter] = useState<PlanFilter>();
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed);
  const search = useRef<HTMLInputElement>(null);
  const { personOf, hasNamesake } = people;
  const counts = useMemo(
    () => countFilters({ changes, leftOut }, hasNamesake),
    [changes, leftOut, hasNamesake],
  );
  // Where nothing is left that it shows, its button is gone too.
  const chosen = filter !== undefined && counts[filter] > 0 ? filter : undefined;
  const rows = useMemo(
    () => searchChanges(filterChanges(changes, chosen, hasNamesake), query, personOf, groups),
    [changes, chosen, hasNamesake, query, personOf, groups],
  );
  const reason = reasonOfFilter(chosen);
  const isReadOnly = mayChange !== 'perhaps';

  const takeOut = (entry: PlanEntry) => {
    edit({ takenOut: new Set([...plan.takenOut, entry.key]) });
    announce(planMessages.text('tookOut', { name: displayNameOf(people.personOf(entry.accountId)) }));
  };
  const putBack = () => {
    edit({ takenOut: new Set() });
    announce(planMessages.text('hasPutBack', { count: review.takenOut }));
    search.current?.focus();
  };

  return (
    <>
      <PlanFacts plan={plan} prepared={prepared} summary={review.summary} />
      <ReadOnlyNote mayChange={mayChange} />
      <PlanEffects review={review} />
      {people.error && (
        <Problem
          error={people.error}
          during="read"
          headingLevel="h3"
          title={planMessages.text('namesMissing')}
          onRetry={people.retry}
        />
      )}
      <PlanToolbar
        {...{ counts, filter: chosen, typed }}
        searchRef={search}
        onFilter={setFilter}
        onType={setTyped}
        takenOut={isReadOnly ? 0 : review.takenOut}
        onPutBack={putBack}
      />
      {reason === undefined ? (
        <>
          <p role="status" className={styles.count}>
            {rows.length < changes.length &&
              (rows.length === 0
                ? planMessages.text('noneFits')
                : planMessages.text('countShown', { count: rows.length }))}
          </p>
          {rows.length > 0 && (
            <PlanTable
              {...{ rows, people, groups }}
              flagsOf={review.flagsOf}
              onTakeOut={isReadOnly ? undefined : takeOut}
            />
          )}
        </>
      ) : null}
      {leftOut.length > 0 && <LeftOutList {...{ leftOut, people, groups }} only={reason} />}
      <ConfirmPlan {...{ plan, prepared, review, isReadOnly }} />
    </>
  );
}
