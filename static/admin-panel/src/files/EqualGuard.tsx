import { useMemo } from 'react';
import type { Pause } from '../host/createPause';
import { countUncertain, keyOfUncertain } from '../lists/match/countUncertain';
import type { MatchedList } from '../lists/match/matchedList';
import { useComputed } from '../ui/useComputed';
import { useKeptState } from '../ui/useKeptState';
import styles from './Choice.module.css';
import { filesMessages } from './filesMessages';

/** What keeps members from being removed because their line could not be matched. */
interface Guard {
  /** Lines that may name a member who would be removed. */
  count: number;
  isAccepted: boolean;
  accept: (isAccepted: boolean) => void;
  /** Why the plan cannot be opened yet. */
  blocked: string | undefined;
}

interface UncertainLines {
  matched: MatchedList;
  files: readonly string[];
}

/** The lines for which it was confirmed. */
interface Confirmation {
  lines: UncertainLines | undefined;
  /** `keyOfUncertain`, where that was known by then: the same lines may be read and matched anew. */
  key: string | undefined;
}

const NONE_CONFIRMED: Confirmation = { lines: undefined, key: undefined };

/**
 * Has the admin confirm that members are removed although these lines could not be matched; other lines are confirmed anew.
 * @param key whose list it is
 * @param files names of its sources
 */
export function useEqualGuard(
  key: string,
  matched: MatchedList | undefined,
  files: readonly string[],
  isWanted: boolean,
): Guard {
  const count = matched && isWanted ? countUncertain(matched) : 0;
  const lines = useMemo(
    () => (matched && count > 0 ? { matched, files } : undefined),
    [matched, files, count],
  );
  const { output, isCurrent } = useComputed(lines, keyOfLines);
  const keyOfThese = isCurrent ? output : undefined;
  const [accepted, accept] = useKeptState('listEqual', key, NONE_CONFIRMED);
  const isAccepted =
    lines !== undefined &&
    (accepted.lines === lines || (keyOfThese !== undefined && accepted.key === keyOfThese));
  return {
    ...{ count, isAccepted },
    accept: (isOn) => accept(() => (isOn ? { lines, key: keyOfThese } : NONE_CONFIRMED)),
    blocked: count > 0 && !isAccepted ? filesMessages.text('equalFirst', { count }) : undefined,
  };
}

function keyOfLines({ matched, files }: UncertainLines, pause: Pause): Promise<string> {
  return keyOfUncertain(matched, files, pause);
}

/** Checkbox "Remove members even if N lines could not be matched", where there are any. */
export function EqualGuard({ guard: { count, isAccepted, accept } }: { guard: Guard }) {
  if (count === 0) return null;
  return (
    <label className={`${styles.option} ${styles.sentence}`}>
      <input type="checkbox" checked={isAccepted} onChange={({ target }) => accept(target.checked)} />
      {filesMessages.text('equalAnyway', { count })}
    </label>
  );
}
