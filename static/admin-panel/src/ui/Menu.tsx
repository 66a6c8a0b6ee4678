import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Menu.module.css';

/** Something a menu offers. */
export interface MenuItem {
  /** Tells it from the others. */
  id: string;
  label: ReactNode;
  /** It is named and does nothing. */
  isDisabled?: boolean;
  onSelect: () => void;
}

interface Props {
  /** What the button is called. */
  label: string;
  items: readonly MenuItem[];
}

/** What closes the menu where it happens elsewhere. */
const OUTSIDE = ['pointerdown', 'focusin'];

/** Which item has the focus when the menu opens. */
type Opening = 'first' | 'last';

/**
 * A button ⋯ that opens a menu: arrow keys, Home and End move in it, Escape and Tab close it, and so does whatever else gets
 * the focus or a click. The focus goes back to the button.
 */
export function Menu({ label, items }: Props) {
  const id = useId();
  const anchor = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [opening, setOpening] = useState<Opening>();
  const isOpen = opening !== undefined;

  useEffect(() => {
    if (opening)
      itemsIn(menu.current)
        .at(opening === 'first' ? 0 : -1)
        ?.focus();
  }, [opening]);

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeFromOutside = ({ target }: Event) => {
      if (target instanceof Node && !anchor.current?.contains(target)) setOpening(undefined);
    };
    for (const type of OUTSIDE) document.addEventListener(type, closeFromOutside);
    return () => {
      for (const type of OUTSIDE) document.removeEventListener(type, closeFromOutside);
    };
  }, [isOpen]);

  const close = () => {
    button.current?.focus();
    setOpening(undefined);
  };

  const openWithKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpening(event.key === 'ArrowDown' ? 'first' : 'last');
  };

  const moveWithKey = (event: KeyboardEvent) => {
    const all = itemsIn(menu.current);
    const at = all.findIndex((item) => item === event.target);
    const places = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['Home', 0],
      ['End', -1],
    ]);
    const to = places.get(event.key);
    if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length)?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') {
      close(); // From the button the key goes on to what comes after it.
    }
  };

  return (
    <div ref={anchor} className={styles.anchor}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpening(isOpen ? undefined : 'first')}
        onKeyDown={openWithKey}
      >
        <ShowMoreIcon label="" />
      </button>
      {isOpen && (
        <div
          ref={menu}
          id={id}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          className={styles.menu}
          onKeyDown={moveWithKey}
        >
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              aria-disabled={item.isDisabled}
              onClick={() => {
                if (item.isDisabled) return;
                close();
                item.onSelect();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}
