import { useId } from 'react';
import { hasBoth } from '../columns/proposeUses';
import type { SourceUse } from '../listSettings';
import { listsMessages } from '../listsMessages';
import type { ListedSource } from '../useList';
import { ColumnFields, type RowUse } from './ColumnFields';
import { FilterFields } from './FilterFields';
import styles from './GivenSources.module.css';

const USES = ['people', 'lookUp'] as const satisfies readonly SourceUse[];

interface Props {
  one: ListedSource;
  /** There is no other file or text. */
  isOne: boolean;
  rowUse: RowUse;
}

/** What can be said of a file: its columns, which of its rows count, and what it is for where it could look up those of others. */
export function SourceParts({ one, isOne, rowUse }: Props) {
  const { source, settings, use, columns, passing, change } = one;
  if (use === undefined) return null;
  const mayTell = columns !== undefined && hasBoth({ content: source.content, roles: columns.roles });
  return (
    <>
      {!isOne && (mayTell || use === 'lookUp') && (
        <UseChoice name={one.name} use={use} onChoose={(next) => change({ use: next })} />
      )}
      {source.columns && columns && (
        <ColumnFields
          columns={source.columns}
          settled={columns}
          chosen={settings.columns}
          use={use}
          rowUse={rowUse}
          onChoose={(chosen) => change({ columns: chosen })}
        />
      )}
      {source.columns && use === 'people' && (
        <FilterFields
          columns={source.columns}
          chosen={settings.columns}
          filters={settings.filters}
          rows={source.columns.table.rows.length}
          passing={passing}
          onChange={(filters) => change({ filters })}
        />
      )}
    </>
  );
}

interface UseProps {
  name: string;
  use: SourceUse;
  onChoose: (use: SourceUse) => void;
}

function UseChoice({ name, use, onChoose }: UseProps) {
  const group = useId();
  return (
    <fieldset className={styles.use} aria-label={listsMessages.text('use', { name })}>
      {USES.map((one) => (
        <label key={one}>
          <input type="radio" name={group} checked={one === use} onChange={() => onChoose(one)} />
          {listsMessages.text(one)}
        </label>
      ))}
    </fieldset>
  );
}
