import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const LAST_OPENED = ['lastOpenedChange'];

/** The run that was opened last from the list, where the focus goes back to: the list is gone from the page meanwhile. */
export function useLastOpened(): { lastOpened: string | undefined; noteOpened: (runId: string) => void } {
  const client = useQueryClient();
  const noteOpened = useCallback(
    (runId: string) => {
      client.setQueryDefaults(LAST_OPENED, { gcTime: Infinity });
      client.setQueryData(LAST_OPENED, runId);
    },
    [client],
  );
  return { lastOpened: client.getQueryData<string>(LAST_OPENED), noteOpened };
}
