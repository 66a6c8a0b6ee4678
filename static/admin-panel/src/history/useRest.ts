import { useEffect } from 'react';
import type { useRun } from './useRun';

/** How far a run is read, and how to read on. */
export type RunReading = Pick<
  ReturnType<typeof useRun>,
  'hasNextPage' | 'isFetching' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
>;

/** Reads the rest of a run, page after page, while that is wanted; a page that did not come is for the admin to ask for. */
export function useRest(reading: RunReading, isWanted: boolean): void {
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = reading;
  const isNext = isWanted && hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (isNext) void fetchNextPage();
  }, [isNext, fetchNextPage]);
}
