import type { ReactNode } from 'react';
import { isKnown } from '../directory/chosen';
import { formatNumber } from '../i18n/formatText';
import { isVisible } from '../ui/visibleText';
import type { Listed, Preview } from './compareWithGroup';
import { filesMessages } from './filesMessages';
import { linesText, wordsOfUnmatched } from './listWords';
import styles from './PreviewGroups.module.css';

/** Shown of each group; all of them are in the admin's own list. */
const SHOWN = 100;

interface Props {
  preview: Preview;
  /** Members that the list was compared with. */
  membersShown: number;
  /** The other members are being read. */
  areComing: boolean;
}

/** The list, sorted: in the group, not in the group, could not be matched, listed more than once. */
export function PreviewGroups({ preview, membersShown, areComing }: Props) {
  return (
    <div className={styles.groups}>
      <Group label={filesMessages.text('inGroup')} items={preview.inGroup} render={renderPerson} />
      <Group label={filesMessages.text('notInGroup')} items={preview.notInGroup} render={renderPerson} />
      <Group
        label={filesMessages.text('unmatched')}
        items={preview.unmatched}
        render={(unmatched) => (
          <>
            <span className={styles.line}>{linesText([unmatched.line])}</span> <bdi>{unmatched.text}</bdi>
            <span className={styles.note}>{wordsOfUnmatched(unmatched, membersShown, areComing)}</span>
          </>
        )}
      />
      <Group
        label={filesMessages.text('listedTwice')}
        items={preview.repeated}
        render={({ name, first, again }) => (
          <>
            <bdi>{name}</bdi>{' '}
            <span className={styles.line}>{linesText([first, ...again].map(({ line }) => line))}</span>
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
        {label} <span className={styles.count}>{formatNumber(items.length)}</span>
      </h3>
      {items.length > 0 && (
        <ul className={styles.items}>
          {items.slice(0, SHOWN).map((item, index) => (
            <li key={index}>{render(item)}</li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={styles.note}>{filesMessages.text('andMore', { count: more })}</p>}
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
