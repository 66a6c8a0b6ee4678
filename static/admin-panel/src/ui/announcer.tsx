import { createContext, useContext, useReducer, type ReactNode } from 'react';
import { announceNext, NOTHING_SAID } from './announcement';
import styles from './Hidden.module.css';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Holds the page's live regions: there from the start, as screen readers want it, and never in sight. */
export function Announcer({ children }: { children: ReactNode }) {
  const [[first, second], announce] = useReducer(announceNext, NOTHING_SAID);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div role="status" className={styles.hidden}>
        {first}
      </div>
      <div role="status" className={styles.hidden}>
        {second}
      </div>
    </AnnounceContext.Provider>
  );
}

/** Speaks a sentence to those who do not see the page change. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}
