import { Button } from '../ui/Button';
import { useId, useRef } from 'react';
import styles from './ListField.module.css';
import { useFileDrop } from './useFileDrop';
import type { BadFile, useListSource } from './useListSource';
import { filesMessages } from './filesMessages';
import { wordsOfProblem } from './listWords';

interface Props {
  list: ReturnType<typeof useListSource>;
}

/** Where the list comes from: a text field, a file, or a file dropped on the dialog. */
export function ListField({ list }: Props) {
  const id = useId();
  const { source, badFile } = list;
  const fileInput = useRef<HTMLInputElement>(null);
  const { isOver } = useFileDrop(list.takeFile);
  const isWhole = source.kind === 'whole' || source.kind === 'reading';
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {filesMessages.text('list')}
      </label>
      <textarea
        id={id}
        className={isOver ? `${styles.text} ${styles.over}` : styles.text}
        aria-describedby={`${id}-help`}
        placeholder={isWhole ? '' : filesMessages.text('oneEachLine')}
        rows={6}
        spellCheck={false}
        autoComplete="off"
        readOnly={isWhole}
        value={source.kind === 'field' ? source.text : ''}
        onChange={(event) => list.type(event.target.value)}
        onPaste={(event) => {
          if (!isWhole && list.paste(event.clipboardData.getData('text'))) event.preventDefault();
        }}
      />
      <p id={`${id}-help`} className={styles.help}>
        {filesMessages.text('help')}
      </p>
      <div className={styles.file}>
        <Button spacing="compact" onClick={() => fileInput.current?.click()}>
          {filesMessages.text('chooseFile')}
        </Button>
        <input
          ref={fileInput}
          type="file"
          hidden
          accept=".csv,.txt,text/*"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) list.takeFile(file);
            target.value = ''; // So that the same file can be chosen again once it was changed.
          }}
        />
        <span role="alert" className={styles.bad}>
          {badFile && <BadFileWords {...badFile} />}
        </span>
        {isOver && <span>{filesMessages.text('dropFile')}</span>}
        {source.kind === 'reading' && (
          <span role="status">{filesMessages.node('readingFile', { name: <bdi>{source.name}</bdi> })}</span>
        )}
        {source.kind === 'whole' && (
          <span>
            {filesMessages.node('characters', {
              name: <bdi>{source.name ?? filesMessages.text('pastedText')}</bdi>,
              count: source.text.length,
            })}
          </span>
        )}
        {'text' in source && source.text !== '' && (
          <Button spacing="compact" appearance="subtle" onClick={() => list.type('')}>
            {filesMessages.text('clearList')}
          </Button>
        )}
      </div>
    </div>
  );
}

function BadFileWords({ name, problem }: BadFile) {
  return filesMessages.node('badFile', { name: <bdi>{name}</bdi>, ...wordsOfProblem(problem) });
}
