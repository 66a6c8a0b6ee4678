import { createContext, useContext, type ReactNode } from 'react';
import { KEEPS_FOCUS } from './keepFocus';

const ShownContext = createContext(true);

/** Keeps what is inside on the page while it is out of sight. */
export function Shown({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  const isAroundShown = useIsShown();
  return (
    <div {...KEEPS_FOCUS} hidden={!isShown}>
      <ShownContext.Provider value={isAroundShown && isShown}>{children}</ShownContext.Provider>
    </div>
  );
}

/** Whether what is inside is in sight: what a tab shows stays on the page while another tab is selected. */
export function useIsShown(): boolean {
  return useContext(ShownContext);
}

export { ShownContext };
