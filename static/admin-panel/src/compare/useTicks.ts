import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Person } from '../../../../src/contract';
import { NONE_SELECTED, withoutAccounts, withPeople, type Selected } from '../members/selected';
import { useRangeChoice } from '../members/useRangeChoice';
import type { ComparedPart } from './compareMembers';

/**
 * Who is ticked in a part, by account id; kept for each part while the others are looked at, until they leave it.
 * @param partId tells the part from the others
 */
export function useTicks(partId: string, part: ComparedPart) {
  const [ticks, setTicks] = useState<ReadonlyMap<string, Selected>>(new Map());
  const ofPart = ticks.get(partId) ?? NONE_SELECTED;
  const { people, isWhole } = part;
  const isAnyTicked = ofPart.size > 0;
  const here = useMemo(
    () => new Set(isAnyTicked ? people.map(({ accountId }) => accountId) : []),
    [isAnyTicked, people],
  );
  const ticked = useMemo(() => {
    const gone = [...ofPart.keys()].filter((accountId) => !here.has(accountId));
    return gone.length === 0 ? ofPart : withoutAccounts(ofPart, gone);
  }, [ofPart, here]);

  const setOfPart = useCallback(
    (next: (before: Selected) => Selected) =>
      setTicks((before) => new Map(before).set(partId, next(before.get(partId) ?? NONE_SELECTED))),
    [partId],
  );
  // While a list is read anew its people are only missing.
  const mustDrop = isWhole && ticked !== ofPart;
  useEffect(() => {
    if (mustDrop) setOfPart(() => ticked);
  }, [mustDrop, setOfPart, ticked]);

  const change = useCallback(
    (changed: readonly Person[], isTicked: boolean) =>
      setOfPart((before) => withPeople(before, changed, isTicked)),
    [setOfPart],
  );
  const choose = useRangeChoice(change);
  const clear = useCallback(() => setOfPart(() => NONE_SELECTED), [setOfPart]);
  return { ticked, change, choose, clear };
}
