import type { CheckedChange } from '../../../../src/contract';
import { ACTIONS } from '../../../../src/membership/actions';
import { toRanges } from '../../../../src/membership/ranges';
import type { RunClient } from './runClient';

/** Tells a run what Confluence said of its changes. */
export function applyCheck(client: RunClient, checked: readonly CheckedChange[]): void {
  const so: number[] = [];
  const notSo: number[] = [];
  for (const one of checked) {
    const change = client.changes[one.change];
    if (!change || 'error' in one) continue;
    (one.isMember === ACTIONS[change.action].wantsMember ? so : notSo).push(one.change);
  }
  if (so.length + notSo.length === 0) return;
  client.apply({ kind: 'check', actorId: '', so: toRanges(so), notSo: toRanges(notSo) });
}
