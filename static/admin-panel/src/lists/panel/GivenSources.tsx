import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { listsMessages } from '../listsMessages';
import { problemText } from '../listWords';
import type { List, ListedSource } from '../useList';
import type { RowUse } from './ColumnFields';
import styles from './GivenSources.module.css';
import { SourceParts } from './SourceParts';

/** The files and texts a list is made of, those that are being read, and those that gave none. */
export function GivenSources({ list: { sources, given }, rowUse }: { list: List; rowUse: RowUse }) {
  const isOne = sources.length === 1;
  const shown = sources.filter((one) => isWorthShowing(one, isOne));
  return (
    <div {...KEEPS_FOCUS} className={styles.sources}>
      {shown.length > 0 && (
        <ul className={styles.list} aria-label={listsMessages.text('files')}>
          {shown.map((one) => (
            <li key={one.id}>
              <div className={styles.head}>
                <bdi className={styles.name}>{one.name}</bdi>
                <span className={styles.lines}>
                  {listsMessages.text('lines', { count: one.source.lines })}
                </span>
                {!one.isTyped && <RemoveButton name={one.name} onRemove={() => given.remove(one.id)} />}
              </div>
              <SourceParts {...{ one, isOne, rowUse }} />
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={styles.status}>
        {given.beingRead.map(({ id, name }) => (
          <span key={id} className={styles.reading}>
            {listsMessages.node('reading', { name: <bdi>{name ?? listsMessages.text('pastedText')}</bdi> })}
          </span>
        ))}
      </p>
      <div role="alert" className={styles.problems}>
        {given.bad.map(({ id, name = listsMessages.text('pastedText'), problem }) => (
          <div key={id} className={styles.problem}>
            <span className={styles.bad}>
              {listsMessages.node('badFile', { name: <bdi>{name}</bdi>, why: problemText(problem) })}
            </span>
            <RemoveButton name={name} onRemove={() => given.remove(id)} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** What is typed stands in the field, unless there is something to be said of its columns. */
function isWorthShowing({ isTyped, columns }: ListedSource, isOne: boolean): boolean {
  return !isTyped || !isOne || columns !== undefined;
}

function RemoveButton({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <Button
      spacing="compact"
      appearance="subtle"
      aria-label={listsMessages.text('removeFile', { name })}
      onClick={onRemove}
    >
      {listsMessages.text('remove')}
    </Button>
  );
}
