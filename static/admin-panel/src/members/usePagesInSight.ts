import { useCallback, useEffect, useRef, useState } from 'react';
import { useOnline } from '../host/useOnline';
import { useIsShown } from '../ui/shown';
import { useLatest } from '../ui/useLatest';
import { PAGE_SIZE } from './firstPage';
import type { MemberList } from './memberList';
import { readStretch } from './queries';

/** Rows before and after those in sight that are read with them, so that slow scrolling never meets the edge. */
const ROWS_BEFORE = 10;
const ROWS_AFTER = 20;
/** How long the rows in sight have to stay about the same before they are read, ms. */
const SETTLING_MS = 120;
/** Pages read for one place at most, seams included. */
const READS_FOR_ONE_SIGHT = 6;

interface Sight {
  from: number;
  to: number;
}

/**
 * Reads the pages that are looked at. Rows that are only scrolled past are not read: nothing is asked for until the
 * list stands still, or moves by less than a page, and is shown.
 */
export function usePagesInSight(groupId: string, list: MemberList) {
  const online = useOnline();
  const isShown = useIsShown();
  const mayRead = useLatest(() => isShown && navigator.onLine);
  const [error, setError] = useState<Error>();
  const sight = useRef<Sight>();
  /** The list that is being read. */
  const busy = useRef<MemberList>();
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const read = useCallback(async () => {
    // The loop below goes on with whatever is in sight then; offline nothing would come.
    if (busy.current === list || !mayRead()) return;
    busy.current = list;
    const isCurrent = () => busy.current === list;
    try {
      let seen = sight.current;
      for (let reads = 0; reads < READS_FOR_ONE_SIGHT; reads += 1) {
        if (seen !== sight.current) reads = 0;
        seen = sight.current;
        const stretch = missingIn(list, seen);
        if (!stretch || !mayRead() || !isCurrent()) break;
        await readStretch(groupId, list, stretch);
      }
      if (isCurrent()) setError(undefined);
    } catch (failure) {
      if (isCurrent()) setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      if (isCurrent()) busy.current = undefined;
    }
  }, [groupId, list, mayRead]);

  useEffect(() => {
    if (online && isShown) void read();
  }, [online, isShown, read]);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** The rows from `from` to before `to` are in sight now. */
  const look = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to };
      if (timer.current !== undefined) return;
      const settle = () => {
        const seen = sight.current?.from ?? 0;
        timer.current = setTimeout(() => {
          timer.current = undefined;
          if (Math.abs((sight.current?.from ?? 0) - seen) >= PAGE_SIZE) settle();
          else void read();
        }, SETTLING_MS);
      };
      settle();
    },
    [read],
  );

  return { look, error, retry: () => void read() };
}

function missingIn(list: MemberList, sight: Sight | undefined) {
  return sight && list.missing(Math.max(0, sight.from - ROWS_BEFORE), sight.to + ROWS_AFTER, PAGE_SIZE);
}
