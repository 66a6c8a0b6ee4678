import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { KEEPS_FOCUS } from './keepFocus';
import styles from './Tabs.module.css';

interface Props<Tab extends string> {
  /** What a screen reader calls the tabs together. */
  label: string;
  /** What each tab says, in order. */
  tabs: Readonly<Record<Tab, string>>;
  selected: Tab;
  onSelect: (tab: Tab) => void;
  /** What the selected tab shows. */
  children: ReactNode;
}

/**
 * Tabs as in Confluence; Atlaskit's would take more of the page's budget than is left. Arrow keys move the focus, Enter
 * or Space selects: what a tab shows has to be asked for, so nobody shall pass through it.
 */
export function Tabs<Tab extends string>({ label, tabs, selected, onSelect, children }: Props<Tab>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
    const at = all.findIndex((tab) => tab === event.target);
    const places = new Map([
      ['ArrowRight', at + 1],
      ['ArrowLeft', at - 1],
      ['Home', 0],
      ['End', -1],
    ]);
    const to = places.get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        className={styles.list}
        onKeyDown={move}
      >
        {(Object.entries(tabs) as [Tab, string][]).map(([tab, text]) => (
          <button
            key={tab}
            id={`${id}-${tab}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={tab === selected}
            aria-controls={tab === selected ? `${id}-panel` : undefined}
            tabIndex={tab === selected ? 0 : -1}
            onClick={() => onSelect(tab)}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        {...KEEPS_FOCUS}
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${selected}`}
        className={styles.panel}
      >
        {children}
      </div>
    </>
  );
}
