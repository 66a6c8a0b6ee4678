import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { KEEPS_FOCUS } from './keepFocus';
import { ShownContext } from './shown';
import styles from './Tabs.module.css';

interface Tab<Name extends string> {
  name: Name;
  title: string;
  /** What it shows; out of sight, but there, while another tab is selected. */
  panel: ReactNode;
}

interface Props<Name extends string> {
  /** What a screen reader calls the tabs together. */
  label: string;
  tabs: readonly Tab<Name>[];
  selected: Name;
  onSelect: (tab: Name) => void;
}

/**
 * Tabs as in Confluence; Atlaskit's would take more of the page's budget than is left. Arrow keys move the focus, Enter
 * or Space selects: what a tab shows has to be asked for, so passing a tab must not open it.
 */
export function Tabs<Name extends string>({ label, tabs, selected, onSelect }: Props<Name>) {
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
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={name === selected}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={name === selected ? 0 : -1}
            onClick={() => onSelect(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div {...KEEPS_FOCUS} className={styles.panels}>
        {tabs.map(({ name, panel }) => (
          <div
            key={name}
            id={`${id}-${name}-panel`}
            role="tabpanel"
            aria-labelledby={`${id}-${name}`}
            hidden={name !== selected}
          >
            <ShownContext.Provider value={name === selected}>{panel}</ShownContext.Provider>
          </div>
        ))}
      </div>
    </>
  );
}
