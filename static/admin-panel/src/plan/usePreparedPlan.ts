import { useEffect, useMemo, useState } from 'react';
import type { AppError } from '../../../../src/contract';
import { errorOfLoss } from '../../../../src/run/lostAnswer';
import { endedElsewhere, hasEnded } from '../../../../src/run/runSnapshot';
import { ReadFailed } from '../host/readFailed';
import { browserTools } from '../host/tools';
import type { ActiveRun } from '../run/activeRun';
import { useRuns } from '../run/RunProvider';
import { useLatest } from '../ui/useLatest';
import { LISTED_FOR_MS, type Plan } from './plan';
import type { PreparedPlan } from './preparedPlan';
import { prepareAtOnce, preparePlan } from './preparePlan';

/** `done` of `count` are asked about; 0 of 0 while that is not known. */
interface AskingAbout {
  status: 'asking';
  done: number;
  count: number;
}

/** It is not known which changes a plan has. */
export type NotPrepared = AskingAbout | { status: 'failed'; error: AppError };

/** How far it is known which changes a plan has. */
export type Preparing = NotPrepared | { status: 'ready'; prepared: PreparedPlan };

export const NOTHING_YET: AskingAbout = { status: 'asking', done: 0, count: 0 };

function listedIn({ listed, openedAt }: Plan): Plan['listed'] {
  return browserTools.clock.now() - openedAt < LISTED_FOR_MS ? listed : new Map();
}

/**
 * Finds out which changes a plan has, each time that it is shown; stops when the component goes.
 * @returns also a function that asks again
 */
export function usePreparedPlan(plan: Plan): [Preparing, () => void] {
  const { source, groups } = plan;
  const { active } = useRuns();
  const [attempt, setAttempt] = useState(1);
  const atOnce = useMemo(() => prepareAtOnce(source, groups), [source, groups]);
  const [preparing, setPreparing] = useState<Preparing>(NOTHING_YET);
  // A run that ends while one looks must not have everything asked again.
  const prepare = useLatest((tools: Pick<Parameters<typeof preparePlan>[1], 'onProgress' | 'signal'>) =>
    preparePlan(source, { groups, listed: listedIn(plan), ownRun: endedRun(active), ...tools }),
  );
  useEffect(() => {
    if (atOnce) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    const tell = (next: Preparing) => {
      if (!signal.aborted) setPreparing(next);
    };
    tell(NOTHING_YET);
    prepare({ signal, onProgress: (done, count) => tell({ status: 'asking', done, count }) }).then(
      (prepared) => tell({ status: 'ready', prepared }),
      (failure: unknown) => tell({ status: 'failed', error: errorIn(failure) }),
    );
    return () => leaving.abort();
  }, [prepare, source, atOnce, attempt]);
  return [atOnce ? { status: 'ready', prepared: atOnce } : preparing, () => setAttempt(attempt + 1)];
}

/** The page's run once it has ended, unless it is another page's by then. */
function endedRun(active: ActiveRun | undefined): ActiveRun | undefined {
  const state = active?.client.getSnapshot().state;
  return state && hasEnded(state) && !endedElsewhere(state) ? active : undefined;
}

function errorIn(failure: unknown): AppError {
  return failure instanceof ReadFailed ? failure.error : errorOfLoss('unavailable', failure);
}
