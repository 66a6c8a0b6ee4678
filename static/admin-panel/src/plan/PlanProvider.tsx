import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { HostContext } from '../host/HostContext';
import { useNavigation } from '../host/navigation';
import { HOME } from '../host/place';
import { browserTools } from '../host/tools';
import { dropKeptPlan, keepEdits, keepPlan } from './keptPlan';
import type { KnownToPlan, Plan, PlanSource } from './plan';
import { useKeptPlan } from './useKeptPlan';

interface Plans {
  /** The plan that is being reviewed, until it is closed. */
  plan: Plan | undefined;
  /** Whether there is one is not known yet: it is being read, after a reload of the page. */
  isReading: boolean;
  /** Whether it survives a reload of the page: false where the browser has no room for it. */
  isKept: boolean;
  /** Opens a plan for review, in place of the one before it. */
  open: (source: PlanSource, known?: KnownToPlan) => void;
  /** Takes changes out, puts them back, or notes the reason or the last day. */
  edit: (change: Partial<Pick<Plan, 'takenOut' | 'reason' | 'until'>>) => void;
  /** Drops the plan and goes back to where it was opened. */
  close: () => void;
}

/** What the page has of a plan. */
interface PlanInHand {
  plan: Plan | undefined;
  isKept: boolean;
}

const PlanContext = createContext<Plans | undefined>(undefined);

const NO_PLAN: PlanInHand = { plan: undefined, isKept: true };

/** Keeps the plan that is being reviewed while the admin looks at other things, and through a reload of the page. */
export function PlanProvider({ children }: { children: ReactNode }) {
  const { place, go } = useNavigation();
  const { siteUrl, accountId = '' } = useContext(HostContext);
  const owner = `${siteUrl} ${accountId}`;
  const [inHand, setInHand] = useState<PlanInHand>();
  // Looked for when it is needed: the first rows do not wait for it.
  const isWanted = inHand === undefined && place.page === 'plan';
  const kept = useKeptPlan(owner, isWanted);
  const known = inHand ?? (isWanted && kept ? { plan: kept.plan, isKept: true } : undefined);
  if (known !== inHand) setInHand(known);
  const isReading = isWanted && !kept;

  const { plan, isKept } = known ?? NO_PLAN;
  const keeping = useRef<AbortController>();
  const plans = useMemo((): Plans => {
    const keep = (next: Plan) => {
      keeping.current?.abort();
      const { signal } = (keeping.current = new AbortController());
      const note = (wasKept: boolean) =>
        setInHand((now) => (now?.plan?.id === next.id ? { ...now, isKept: now.isKept && wasKept } : now));
      keepPlan(next, owner, signal).then(note, (failure: unknown) => {
        if (signal.aborted) return;
        console.info('The plan was not kept.', failure);
        note(false);
      });
    };
    return {
      ...{ plan, isReading, isKept },
      open: (source, { people = [], groups = [], listed = new Map(), files = [], until = '' } = {}) => {
        const next: Plan = {
          id: crypto.randomUUID(),
          ...{ source, takenOut: new Set(), reason: '', until },
          openedFrom: place.page === 'plan' ? (plan?.openedFrom ?? HOME) : place,
          people: mapBy(people, ({ accountId }) => accountId),
          groups: mapBy(groups, ({ id }) => id),
          ...{ openedAt: browserTools.clock.now(), listed, files },
        };
        setInHand({ plan: next, isKept: true });
        keep(next);
        go({ page: 'plan' });
      },
      edit: (change) => {
        if (!plan) return;
        const next = { ...plan, ...change };
        const areKept = isKept && keepEdits(next);
        if (!areKept) keeping.current?.abort();
        setInHand({ plan: next, isKept: areKept });
      },
      close: () => {
        keeping.current?.abort();
        dropKeptPlan();
        setInHand(NO_PLAN);
        if (plan) go(plan.openedFrom);
      },
    };
  }, [plan, isReading, isKept, place, go, owner]);
  return <PlanContext.Provider value={plans}>{children}</PlanContext.Provider>;
}

/** The plan under review, and the way to open one: every way to change two things or more goes through it. */
export function usePlans(): Plans {
  const plans = useContext(PlanContext);
  if (!plans) throw new Error('usePlans needs a PlanProvider.');
  return plans;
}

function mapBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) map.set(keyOf(item), item);
  return map;
}
