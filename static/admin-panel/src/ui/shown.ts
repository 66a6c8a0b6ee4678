import { createContext, useContext } from 'react';

/** Whether what is inside is in sight: what a tab shows stays on the page while another tab is selected. */
export const ShownContext = createContext(true);

export function useIsShown(): boolean {
  return useContext(ShownContext);
}
