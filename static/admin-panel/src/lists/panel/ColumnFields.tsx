import { useId, useState } from 'react';
import { formatList } from '../../i18n/formatText';
import { Button } from '../../ui/Button';
import { shortenText } from '../../ui/shortenText';
import {
  chooseColumns,
  columnsOf,
  optionsFor,
  PERSON_ROLES,
  type ChosenColumns,
  type ColumnOption,
  type SettledColumns,
} from '../columns/chosenColumns';
import type { PersonRole } from '../columns/tableColumns';
import type { SourceUse } from '../listSettings';
import { listsMessages } from '../listsMessages';
import type { TableColumns } from '../read/readSource';
import styles from './ColumnFields.module.css';
import { columnTitle } from './columnTitle';

/** Of a column's cells, UTF-16 units. */
const SAMPLE_LENGTH = 30;
/** Cells that tell columns apart. */
const SAMPLES = 2;
/** Value of a select in which nothing was chosen yet. */
const OPEN = 'open';

/** What columns that say something else than who it is are used for. */
export interface RowUse {
  /** Only rows of one group count, or each row's own group is changed. */
  groups: boolean;
  /** It is done what rows say. */
  actions: boolean;
}

interface Props {
  columns: TableColumns;
  settled: SettledColumns;
  chosen: ChosenColumns;
  use: SourceUse;
  rowUse: RowUse;
  onChoose: (chosen: ChosenColumns) => void;
}

/** By which columns people are found, in words; and selects for other ones, at once where that is open. */
export function ColumnFields({ columns, settled, chosen, use, rowUse, onChoose }: Props) {
  const [isExpanded, setIsExpanded] = useState(false);
  const isOpen = settled.open.length > 0 || settled.isNobody;
  const fieldsId = useId();
  return (
    <div className={styles.choice}>
      <div className={styles.line}>
        {isOpen ? (
          <p className={styles.question}>{listsMessages.text('chooseColumn')}</p>
        ) : (
          <p className={styles.said}>
            {SAID[use](columns, settled)}
            {use === 'people' && rowWords(columns, settled, rowUse).map((sentence) => ` ${sentence}`)}
          </p>
        )}
        {!isOpen && (
          <Button
            spacing="compact"
            appearance="subtle"
            aria-expanded={isExpanded}
            aria-controls={fieldsId}
            onClick={() => setIsExpanded(!isExpanded)}
          >
            {listsMessages.text('changeColumns')}
          </Button>
        )}
      </div>
      <div id={fieldsId} className={styles.fields} hidden={!isOpen && !isExpanded}>
        {PERSON_ROLES.map((role) => (
          <RoleSelect
            key={role}
            {...{ role, columns, settled }}
            onSelect={(option) => {
              // What was just chosen stays in sight.
              setIsExpanded(true);
              onChoose(chooseColumns(chosen, role, option));
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface SelectProps {
  role: PersonRole;
  columns: TableColumns;
  settled: SettledColumns;
  onSelect: (option: ColumnOption | undefined) => void;
}

function RoleSelect({ role, columns, settled, onSelect }: SelectProps) {
  const id = useId();
  const options = optionsFor(role, columns.proposal);
  const isOpen = settled.open.includes(role);
  const value = isOpen ? OPEN : columnsOf(role, settled.roles).join(' ');
  if (options.length === 0) return null;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {listsMessages.text(role)}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value}
        onChange={({ target }) => onSelect(options.find((option) => option.value === target.value))}
      >
        {isOpen && <option value={OPEN}>{listsMessages.text('chooseOne')}</option>}
        <option value="">{listsMessages.text('noColumn')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {optionText(columns, option)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** "User id: 5b10…, 712020:…" */
function optionText({ facts }: TableColumns, { columns }: ColumnOption): string {
  const titles = columns.map((column) => titleOf(facts, column));
  const samples =
    columns.length > 1 ? [] : (facts.find(({ column }) => column === columns[0])?.samples ?? []);
  const title = titles.join(' + ');
  if (samples.length === 0) return title;
  return listsMessages.text('columnSamples', {
    title,
    samples: samples
      .slice(0, SAMPLES)
      .map((sample) => shortenText(sample, SAMPLE_LENGTH))
      .join(', '),
  });
}

/** "People are found by “User id”, else “email”." */
function foundByWords({ facts }: TableColumns, { roles }: SettledColumns): string {
  const [first = '', second = '', third = ''] = PERSON_ROLES.map((role) => columnsOf(role, roles))
    .filter((columns) => columns.length > 0)
    .map((columns) =>
      formatList(columns.map((column) => listsMessages.text('quoted', { name: titleOf(facts, column) }))),
    );
  if (second === '') return listsMessages.text('foundByOne', { first });
  return third === ''
    ? listsMessages.text('foundByTwo', { first, second })
    : listsMessages.text('foundByThree', { first, second, third });
}

/** "Groups are read from “Group name”, what to do from “Action”." None where neither is used. */
function rowWords({ facts }: TableColumns, { roles }: SettledColumns, { groups, actions }: RowUse): string[] {
  const quote = (...columns: readonly (number | undefined)[]) =>
    columns
      .filter((column) => column !== undefined)
      .map((column) => listsMessages.text('quoted', { name: titleOf(facts, column) }));
  const ofGroups = groups ? quote(roles.groupId, roles.groupName) : [];
  const [action] = actions ? quote(roles.action) : [];
  if (ofGroups.length === 0)
    return action === undefined ? [] : [listsMessages.text('actionsFrom', { action })];
  const names = formatList(ofGroups);
  return [
    action === undefined
      ? listsMessages.text('groupsFrom', { groups: names })
      : listsMessages.text('groupsAndActionsFrom', { groups: names, action }),
  ];
}

/** "Account IDs stand in “User id”, their email addresses in “email”." */
function lookUpWords({ facts }: TableColumns, { roles: { accountId, email } }: SettledColumns): string {
  if (accountId === undefined || email === undefined) return listsMessages.text('lookUpNothing');
  const [ids, addresses] = [accountId, email].map((column) =>
    listsMessages.text('quoted', { name: titleOf(facts, column) }),
  );
  return listsMessages.text('lookUpBy', { ids: ids ?? '', addresses: addresses ?? '' });
}

/** What is said of the columns, by what a file is used for. */
const SAID: Record<SourceUse, (columns: TableColumns, settled: SettledColumns) => string> = {
  people: foundByWords,
  lookUp: lookUpWords,
};

function titleOf(facts: TableColumns['facts'], column: number): string {
  return columnTitle(facts.find((one) => one.column === column) ?? { column, title: '' });
}
