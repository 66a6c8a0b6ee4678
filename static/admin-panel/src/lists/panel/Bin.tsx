import type { ReactNode } from 'react';
import { formatNumber } from '../../i18n/formatText';
import { spotText } from '../listWords';
import type { Spot } from '../mention';
import { listBinMessages } from './listBinMessages';
import styles from './ListBins.module.css';

/** Lines that are shown of a bin; all of them are in the admin's own file. */
const SHOWN = 20;

interface Props<Item> {
  label: string;
  items: readonly Item[];
  /** Of those in the bin, where not all are. */
  isShown?: (item: Item) => boolean;
  count?: number;
  note?: ReactNode;
  render: (item: Item) => ReactNode;
}

/** Lines that the same thing becomes of: how many, and the first of them when it is opened. Nothing where it is empty. */
export function Bin<Item>({ label, items, isShown, count = items.length, note, render }: Props<Item>) {
  if (count === 0) return null;
  return (
    <section aria-label={label}>
      <details>
        <summary className={styles.head}>
          <h3 className={styles.heading}>{label}</h3>{' '}
          <span className={styles.count}>{formatNumber(count)}</span>
        </summary>
        {note !== undefined && <p className={styles.note}>{note}</p>}
        <Lines items={firstOf(items, isShown)} count={count} render={render} />
      </details>
    </section>
  );
}

interface LinesProps<Item> {
  /** Not empty. */
  items: readonly Item[];
  /** Of all, the ones that are not among the items included. */
  count: number;
  render: (item: Item) => ReactNode;
}

/** The first lines of a bin, and how many more there are. */
export function Lines<Item>({ items, count, render }: LinesProps<Item>) {
  const shown = items.slice(0, SHOWN);
  return (
    <>
      <ul className={styles.lines}>
        {shown.map((item, index) => (
          <li key={index}>{render(item)}</li>
        ))}
      </ul>
      {count > shown.length && (
        <p className={styles.note}>{listBinMessages.text('andMore', { count: count - shown.length })}</p>
      )}
    </>
  );
}

/** Where something stands, and what. @param files what the sources are called */
export function LineOf({
  spot,
  files,
  children,
}: {
  spot: Spot;
  files: readonly string[];
  children: ReactNode;
}) {
  return (
    <>
      <span className={styles.line}>{spotText(spot, files)}</span> {children}
    </>
  );
}

function firstOf<Item>(items: readonly Item[], isShown?: (item: Item) => boolean): readonly Item[] {
  if (!isShown) return items;
  const first: Item[] = [];
  for (const item of items) {
    if (isShown(item)) first.push(item);
    if (first.length === SHOWN) break;
  }
  return first;
}
