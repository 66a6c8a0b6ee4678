import {
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';

/** The header's place among the rows, which are counted from 0. */
export const HEADER = -1;

/** How rows are chosen with the keyboard. */
export interface RowChoosing {
  /** Chooses a row, or not any more. @param toAnchor everything from the last one chosen to this one is chosen */
  toggle: (index: number, toAnchor: boolean) => void;
  /** Chooses every row between two, both included. */
  extend: (from: number, to: number) => void;
  /** Chooses every row, or none where all are. */
  toggleAll: () => void;
}

interface Options {
  /** Rows, loaded or not. */
  count: number;
  /** Rows that Page Up and Page Down pass. */
  pageSize: () => number;
  /** Absent where no row can be chosen. */
  choosing: RowChoosing | undefined;
}

/**
 * Makes a table one tab stop: one row can be tabbed to, arrow keys, Home, End, Page Up and Page Down lead to the others
 * (with Shift they choose the rows in between), Space chooses a row, Enter and the right arrow key lead to its buttons, the
 * left arrow key and Escape back.
 *
 * A row is found by its `aria-rowindex`. The caller keeps the active one in the document.
 */
export function useRovingRows(table: RefObject<HTMLElement>, { count, pageSize, choosing }: Options) {
  const [place, setPlace] = useState(0);
  const [isInside, setIsInside] = useState(false);
  /** The focus goes to the active row as soon as that is in the document. */
  const isWanted = useRef(false);
  const active = Math.min(place, count - 1);

  useLayoutEffect(() => {
    if (!isInside) return;
    const focused = document.activeElement;
    const isLost = focused === document.body; // The row left, or another element took its place when it was loaded.
    if (isWanted.current || isLost) {
      isWanted.current = !focusRow(table.current, active);
    } else if (focused && table.current?.contains(focused)) {
      // Rows move up and down when people come and go.
      const at = rowIndexOf(focused);
      if (at !== undefined && at !== active) setPlace(at);
    }
  });

  const move = (from: number, to: number, isExtending: boolean) => {
    const next = Math.max(HEADER, Math.min(to, count - 1));
    if (isExtending && choosing && from !== HEADER && next !== HEADER) choosing.extend(from, next);
    setPlace(next);
    isWanted.current = !focusRow(table.current, next);
  };

  const rowAction = ({ key, shiftKey, target }: KeyboardEvent, row: HTMLElement) => {
    const at = rowIndexOf(row) ?? active;
    switch (key) {
      case 'ArrowDown':
        return () => move(at, at + 1, shiftKey);
      case 'ArrowUp':
        return () => move(at, at - 1, shiftKey);
      case 'PageDown':
        return () => move(at, at + pageSize(), shiftKey);
      case 'PageUp':
        return () => move(at, Math.max(0, at - pageSize()), shiftKey);
      case 'Home':
        return () => move(at, 0, shiftKey);
      case 'End':
        return () => move(at, count - 1, shiftKey);
      case ' ':
        if (!choosing || target !== row) return undefined;
        return () => (at === HEADER ? choosing.toggleAll() : choosing.toggle(at, shiftKey));
      default:
        return undefined;
    }
  };

  return {
    /** The row that has the focus, or had it last. */
    active,
    /** The focus is in the table. */
    isInside,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        const { target } = event;
        const row = target instanceof Element ? target.closest<HTMLElement>(ROW) : null;
        if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
        const act = rowAction(event, row) ?? controlAction(event, row);
        if (!act) return;
        event.preventDefault();
        act();
      },
      onFocus: ({ target }: FocusEvent) => {
        setIsInside(true);
        const at = rowIndexOf(target);
        if (at !== undefined) setPlace(at);
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) setIsInside(false);
      },
    },
  };
}

/** Between a row and its controls, and from one of these to the next. The checkbox is none: Space is enough for it. */
function controlAction({ key, target }: KeyboardEvent, row: HTMLElement): (() => void) | undefined {
  const controls = [...row.querySelectorAll<HTMLElement>('button:enabled, summary')];
  const at = controls.findIndex((control) => control === target);
  const isRow = target === row;
  switch (key) {
    case 'Enter':
      return isRow ? () => controls[0]?.focus() : undefined;
    case 'ArrowRight':
      return () => controls[at + 1]?.focus();
    case 'ArrowLeft':
      return () => (controls[at - 1] ?? row).focus();
    case 'Escape':
      return isRow ? undefined : () => row.focus();
    default:
      return undefined;
  }
}

const ROW = '[aria-rowindex]';

/** @returns whether the row is in the document */
function focusRow(table: HTMLElement | null, index: number): boolean {
  const row = table?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
  if (!row) return false;
  // Left to itself a browser brings the row to the middle.
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
  return true;
}

function rowIndexOf(element: Element): number | undefined {
  const index = element.closest(ROW)?.getAttribute('aria-rowindex');
  return index === null || index === undefined ? undefined : Number(index) - 2; // The header is the first.
}
