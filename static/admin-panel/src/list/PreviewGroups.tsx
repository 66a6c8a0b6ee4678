import type { ReactNode } from 'react';
import { isKnown } from '../people/chosen';
import type { Listed, Preview } from './preview';
import styles from './PreviewGroups.module.css';
import { unmatchedWords } from './words';
import { number } from '../ui/number';
import { isVisible } from '../ui/visibleText';

/** Shown of each group; all of them are in the admin's own list. */
const SHOWN = 100;

interface Props {
  preview: Preview;
  /** Members who are loaded. */
  loaded: number;
}

/** The list, sorted: in the group, not in the group, could not be matched, listed twice. */
export function PreviewGroups({ preview, loaded }: Props) {
  return (
    <div className={styles.groups}>
      <Group label="In the group" items={preview.inGroup} render={renderPerson} />
      <Group label="Not in the group" items={preview.notInGroup} render={renderPerson} />
      <Group
        label="Could not be matched"
        items={preview.unmatched}
        render={(unmatched) => (
          <>
            <Line lines={[unmatched.line]} /> <bdi>{unmatched.text}</bdi>
            <span className={styles.note}>{unmatchedWords(unmatched, loaded)}</span>
          </>
        )}
      />
      <Group
        label="Listed twice"
        items={preview.twice}
        render={({ text, lines }) => (
          <>
            <bdi>{text}</bdi> <Line lines={lines} />
          </>
        )}
      />
    </div>
  );
}

interface GroupProps<Item> {
  label: string;
  items: readonly Item[];
  render: (item: Item) => ReactNode;
}

function Group<Item>({ label, items, render }: GroupProps<Item>) {
  const more = items.length - SHOWN;
  return (
    <section className={styles.group} aria-label={label}>
      <h3 className={styles.heading}>
        {label} <span className={styles.count}>{number(items.length)}</span>
      </h3>
      {items.length > 0 && (
        <ul className={styles.items}>
          {items.slice(0, SHOWN).map((item, index) => (
            <li key={index}>{render(item)}</li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={styles.note}>and {number(more)} more</p>}
    </section>
  );
}

function renderPerson({ person }: Listed) {
  return (
    <>
      {isKnown(person) && isVisible(person.displayName) && <bdi>{person.displayName}</bdi>}{' '}
      <code>{person.accountId}</code>
    </>
  );
}

/** Lines of which the first few say where to look. */
const LINES_NAMED = 5;

function Line({ lines }: { lines: readonly number[] }) {
  const more = lines.length - LINES_NAMED;
  const named = lines.slice(0, LINES_NAMED).map(number).join(', ');
  return (
    <span className={styles.line}>
      {lines.length === 1 ? 'Line' : 'Lines'} {named}
      {more > 0 && ` and ${number(more)} more`}
    </span>
  );
}
