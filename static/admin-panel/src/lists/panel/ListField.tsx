import { useId, useRef } from 'react';
import { Button } from '../../ui/Button';
import { useIsShown } from '../../ui/shown';
import { listsMessages } from '../listsMessages';
import { problemText } from '../listWords';
import type { List } from '../useList';
import styles from './ListField.module.css';
import { useFileDrop } from './useFileDrop';

/** Lines of the field; where there are files it makes room for what is said of them. */
const ROWS = 4;

function linesIn(text: string): number {
  return text.split('\n', ROWS).length;
}

/** Where a list comes from: a text field, files that are chosen, and files dropped anywhere on the page. */
export function ListField({ list: { given, typedProblem } }: { list: List }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isShown = useIsShown();
  const { isOver } = useFileDrop(isShown ? given.takeFiles : undefined);
  const hasFiles = given.files.length + given.beingRead.length > 0;
  const isAny = given.typed !== '' || hasFiles || given.bad.length > 0;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {listsMessages.text('list')}
      </label>
      <textarea
        id={id}
        className={isOver ? `${styles.text} ${styles.over}` : styles.text}
        aria-describedby={`${id}help ${id}problem`}
        aria-invalid={typedProblem !== undefined}
        placeholder={listsMessages.text('oneEachLine')}
        rows={hasFiles ? Math.min(ROWS, Math.max(2, linesIn(given.typed))) : ROWS}
        spellCheck={false}
        autoComplete="off"
        value={given.typed}
        onChange={({ target }) => given.type(target.value)}
        onPaste={(event) => {
          const { selectionStart: start, selectionEnd: end } = event.currentTarget;
          if (given.paste(event.clipboardData.getData('text'), { start, end })) event.preventDefault();
        }}
      />
      <p id={`${id}help`} className={styles.help}>
        {listsMessages.text(isOver ? 'dropFile' : hasFiles ? 'helpMore' : 'help')}
      </p>
      <p id={`${id}problem`} role="alert" className={styles.problem}>
        {typedProblem && problemText(typedProblem)}
      </p>
      <div className={styles.buttons}>
        <Button spacing="compact" onClick={() => input.current?.click()}>
          {listsMessages.text('chooseFile')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".csv,.tsv,.txt,.json,.eml,text/*"
          onChange={({ target }) => {
            given.takeFiles([...(target.files ?? [])]);
            target.value = ''; // So that the same file can be chosen again once it was changed.
          }}
        />
        {isAny && (
          <Button spacing="compact" appearance="subtle" onClick={given.clear}>
            {listsMessages.text('clearList')}
          </Button>
        )}
      </div>
    </div>
  );
}
