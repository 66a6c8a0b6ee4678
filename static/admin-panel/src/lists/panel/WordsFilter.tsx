import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import { formatList } from '../../i18n/formatText';
import { shortenText } from '../../ui/shortenText';
import type { FilterableColumn, RowFilter } from '../columns/rowFilter';
import { columnTitle } from './columnTitle';
import styles from './FilterFields.module.css';
import { listFilterMessages } from './listFilterMessages';

type WordsColumn = Extract<FilterableColumn, { kind: 'words' }>;
type WordsRowFilter = Extract<RowFilter, { kind: 'words' }>;

/** Of what was chosen, characters. */
const CHOSEN_LENGTH = 60;

interface Props {
  column: WordsColumn;
  filter: WordsRowFilter | undefined;
  onChange: (filter: WordsRowFilter | undefined) => void;
}

/** Which of a column's few values rows may have: a checkbox for each, out of sight until they are wanted. */
export function WordsFilter({ column, filter, onChange }: Props) {
  const { values } = column;
  const title = columnTitle(column);
  const chosen = filter?.values ?? [];
  const toggle = (value: string, isChosen: boolean) => {
    const next = isChosen ? [...chosen, value] : chosen.filter((other) => other !== value);
    onChange(next.length === 0 ? undefined : { kind: 'words', column: column.column, values: next });
  };
  return (
    <details className={styles.words}>
      <summary className={styles.summary}>
        <bdi className={styles.label}>{title}</bdi>
        <span className={styles.chosen}>
          <span className={styles.chosenWords}>
            {chosen.length === 0
              ? listFilterMessages.text('any')
              : shortenText(formatList(chosen.map(nameOfValue)), CHOSEN_LENGTH)}
          </span>
          <ChevronDownIcon label="" size="small" />
        </span>
      </summary>
      <ul className={styles.values} aria-label={title}>
        {values.map(({ value, count }) => (
          <li key={value}>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={({ target }) => toggle(value, target.checked)}
              />
              <span>
                {listFilterMessages.node('valueCount', { value: <bdi>{nameOfValue(value)}</bdi>, count })}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function nameOfValue(value: string): string {
  return value === '' ? listFilterMessages.text('nothing') : value;
}
