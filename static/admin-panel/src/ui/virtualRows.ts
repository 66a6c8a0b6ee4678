import { observeElementRect } from '@tanstack/react-virtual';

/** What tables of which only the rows in and near sight are in the document have in common. */

/** Rows drawn on either side of those in sight. */
export const ROWS_BEYOND_SIGHT = 4;
/** Before the browser has said how high the table is: enough for the first rows, px. */
export const FIRST_RECT = { width: 1_000, height: 400 };

/** Out of sight a list has no size: it keeps the one it had, and with it the rows that are looked at. */
export const observeShownRect: typeof observeElementRect = (list, onRect) =>
  observeElementRect(list, (rect) => {
    if (rect.height > 0) onRect(rect);
  });

/** The rows to draw, with the one that has the focus and those beside it, wherever one scrolls: the keyboard goes on there. */
export function withNeighbors(indexes: number[], focused: number | undefined, count: number): number[] {
  if (focused === undefined) return indexes;
  const kept = [focused - 1, focused, focused + 1].filter((index) => index >= 0 && index < count);
  return [...new Set([...kept, ...indexes])].sort((a, b) => a - b);
}
