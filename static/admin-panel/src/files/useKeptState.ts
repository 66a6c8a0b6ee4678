import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

const KEPT = 'kept';

/**
 * State that stays for as long as the page is open, also while nothing shows it: what was typed comes back with the dialog.
 * @param what names it, among all that is kept
 */
export function useKeptState<T>(what: string, groupId: string, initial: T): [T, (next: T) => void] {
  const client = useQueryClient();
  const queryKey = [KEPT, what, groupId];
  // Not the query itself: it tells of a change after the event, and a text field would lose the cursor.
  const [value, setValue] = useState(() => client.getQueryData<T>(queryKey) ?? initial);
  const keep = (next: T) => {
    // Nothing observes it, so that it would be forgotten after five minutes.
    client.setQueryDefaults([KEPT], { gcTime: Infinity });
    client.setQueryData(queryKey, next);
    setValue(next);
  };
  return [value, keep];
}
