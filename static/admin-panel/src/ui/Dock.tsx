import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './Dock.module.css';

/** px between what has the focus and the dock. */
const CLEARANCE = 32;

/**
 * At the bottom of the window, over the page: what comes, changes and goes here moves nothing else. Below all else there is room
 * as high as the dock, so that the end of the page can be scrolled to above it, and what has the focus is not below it.
 */
export function Dock({ children }: { children: ReactNode }) {
  const dock = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (!dock.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.borderBoxSize[0]?.blockSize ?? 0));
    observer.observe(dock.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.scrollPaddingBlockEnd = height > 0 ? `${height + CLEARANCE}px` : '';
    if (dock.current && height > 0) scrollFocusAbove(dock.current);
    return () => void (style.scrollPaddingBlockEnd = '');
  }, [height]);
  return (
    <>
      <div style={{ blockSize: height }} />
      <div ref={dock} className={styles.dock}>
        {children}
      </div>
    </>
  );
}

/** Scrolls what the keyboard is at above the dock, which can come over it. With the mouse the page stays where it is. */
function scrollFocusAbove(dock: Element) {
  const focused = document.activeElement;
  if (!focused || dock.contains(focused)) return;
  const room = dock.getBoundingClientRect().top;
  const { top, bottom, height } = focused.getBoundingClientRect();
  // What is out of sight was scrolled away, and what is higher than the room is seen in part.
  const isBelow = bottom > room && top < window.innerHeight && height <= room;
  if (isBelow && focused.matches(':focus-visible')) focused.scrollIntoView({ block: 'nearest' });
}

/** A message in the dock, above what else is there. */
export function DockedMessage({ children }: { children: ReactNode }) {
  return <div className={styles.message}>{children}</div>;
}
