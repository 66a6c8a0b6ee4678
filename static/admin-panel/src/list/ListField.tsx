import Button from '@atlaskit/button/default/button';
import { useId, useRef } from 'react';
import styles from './ListField.module.css';
import { useFileDrop } from './useFileDrop';
import type { BadFile, useListSource } from './useListSource';
import { number } from '../ui/number';
import { problemWords } from './words';

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
        Account IDs or email addresses
      </label>
      <textarea
        id={id}
        className={isOver ? `${styles.text} ${styles.over}` : styles.text}
        aria-describedby={`${id}-help`}
        placeholder={isWhole ? '' : 'One on each line'}
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
        One on each line, or with commas, semicolons, tabs or spaces between. Or a CSV file with a column
        “User id” or “email”, such as the one Atlassian Administration exports. Nothing is changed yet.
      </p>
      <div className={styles.file}>
        <Button spacing="compact" onClick={() => fileInput.current?.click()}>
          Choose a file
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
        {isOver && <span>Drop the file to read it.</span>}
        {source.kind === 'reading' && (
          <span role="status">
            Reading <bdi>{source.name}</bdi>
          </span>
        )}
        {source.kind === 'whole' && (
          <>
            <span>
              <bdi>{source.name}</bdi>, {number(source.text.length)} characters
            </span>
            <Button spacing="compact" appearance="subtle" onClick={() => list.type('')}>
              Clear list
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function BadFileWords({ name, problem }: BadFile) {
  const { title, text } = problemWords(problem);
  return (
    <>
      <bdi>{name}</bdi>: {title}. {text}
    </>
  );
}
