import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { HostContext } from '../host/HostContext';
import { useNavigation } from '../host/navigation';
import { HOME } from '../host/place';
import { dropKeptPlan, keepEdits, keepPlan, readKeptPlan } from './keptPlan';
import type { KnownToPlan, Plan, PlanSource } from './plan';

interface Plans {
  /** The plan that is being reviewed, until it is closed. */
  plan: Plan | undefined;
  /** Whether it survives a reload of the page: false where the browser has no room for it. */
  isKept: boolean;
  /** Opens a plan for review, in place of the one before it. */
  open: (source: PlanSource, known?: KnownToPlan) => void;
  /** Takes changes out, puts them back, or notes the reason. */
  edit: (change: Partial<Pick<Plan, 'takenOut' | 'reason'>>) => void;
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
  // Looked for when it is needed: reading 50,000 changes takes a moment, and the first rows do not wait for it.
  const known = inHand ?? (place.page === 'plan' ? { plan: readKeptPlan(owner), isKept: true } : undefined);
  if (known !== inHand) setInHand(known);

  const { plan, isKept } = known ?? NO_PLAN;
  const plans = useMemo(
    (): Plans => ({
      ...{ plan, isKept },
      open: (source, { people = [], groups = [] } = {}) => {
        const next: Plan = {
          id: crypto.randomUUID(),
          ...{ source, takenOut: new Set(), reason: '' },
          openedFrom: place.page === 'plan' ? (plan?.openedFrom ?? HOME) : place,
          people: new Map([...people].map((person) => [person.accountId, person])),
          groups: new Map([...groups].map((group) => [group.id, group])),
        };
        setInHand({ plan: next, isKept: keepPlan(next, owner) });
        go({ page: 'plan' });
      },
      edit: (change) => {
        if (!plan) return;
        const next = { ...plan, ...change };
        setInHand({ plan: next, isKept: isKept && keepEdits(next) });
      },
      close: () => {
        dropKeptPlan();
        setInHand(NO_PLAN);
        if (plan) go(plan.openedFrom);
      },
    }),
    [plan, isKept, place, go, owner],
  );
  return <PlanContext.Provider value={plans}>{children}</PlanContext.Provider>;
}

/** The plan under review, and the way to open one: every way to change two things or more goes through it. */
export function usePlans(): Plans {
  const plans = useContext(PlanContext);
  if (!plans) throw new Error('usePlans needs a PlanProvider.');
  return plans;
}
