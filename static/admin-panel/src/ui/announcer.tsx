import { createContext, useContext, useState, type ReactNode } from 'react';
import styles from './Hidden.module.css';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Holds the page's live region: there from the start, as screen readers want it, and never in sight. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  return (
    <AnnounceContext.Provider value={setText}>
      {children}
      <div role="status" className={styles.hidden}>
        {text}
      </div>
    </AnnounceContext.Provider>
  );
}

/** Speaks a sentence to those who do not see the page change. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}
