import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** What all queries of the history begin with. */
export const HISTORY = 'history';

/** Has whatever is shown of the history read anew, and the rest when it is shown. */
export function useRefreshHistory() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [HISTORY] }), [client]);
}
