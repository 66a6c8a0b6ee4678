import { useState } from 'react';
import type { Group } from '../../../../../src/contract';
import { useGroupAccess, type Access } from './queries';
import { missing, safeguardsFor, UNKNOWN, type Plan, type Safeguards, type Typed } from './safeguards';
import { useLeaving } from './useLeaving';
import { blockedWords } from './words';

/** What a dialog shows of its safeguards. */
export interface SafeguardState {
  access: Access;
  /** Not known while Confluence is being asked. */
  safeguards: Safeguards | undefined;
  typed: Typed;
  onType: (change: Partial<Typed>) => void;
  onAskAgain: () => void;
  /** Why the removal cannot be confirmed yet. */
  blocked: string | undefined;
}

/** The safeguards of one removal, from the opening of its dialog to the moment that it may be confirmed. */
export function useSafeguards(group: Group, plan: Omit<Plan, 'leaving'>, online: boolean): SafeguardState {
  const { access, askAgain } = useGroupAccess(group.id);
  const leaving = useLeaving(group.id);
  const [typed, setTyped] = useState<Typed>({ name: '', count: '' });
  const safeguards =
    access.status === 'asking' ? undefined : safeguardsFor(known(access), { ...plan, leaving });
  const open = safeguards ? missing(safeguards, typed, group.name, plan.people.length) : [];
  return {
    access,
    safeguards,
    typed,
    onType: (change) => setTyped((before) => ({ ...before, ...change })),
    onAskAgain: askAgain,
    blocked: blockedWords(online, safeguards, open),
  };
}

function known(access: Exclude<Access, { status: 'asking' }>) {
  return access.status === 'known' ? access.access : UNKNOWN;
}
