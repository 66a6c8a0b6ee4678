import { useMemo } from 'react';
import { useKeptState } from '../ui/useKeptState';
import type { ChosenColumns } from './columns/chosenColumns';
import type { RowFilter } from './columns/rowFilter';
import type { ListContent } from './listContent';

/** Which part of a list a file is: it names people, or only tells which account an address belongs to. */
export type SourceUse = 'people' | 'lookUp';

/** What the admin chose for a file or text. */
export interface SourceSettings {
  /** As it was proposed where it is absent. */
  use?: SourceUse;
  columns: ChosenColumns;
  /** One a column at most. */
  filters: readonly RowFilter[];
}

const AS_PROPOSED: SourceSettings = { columns: {}, filters: [] };

interface KeptSettings extends SourceSettings {
  /** The columns it was chosen for: those of what is typed may become others. */
  header: string;
}

const NONE: Readonly<Record<number, KeptSettings>> = {};

/** What was chosen for each file of a list; kept for the visit. @param key whose list it is */
export function useListSettings(key: string) {
  const [kept, change] = useKeptState('listSettings', key, NONE);
  return useMemo(
    () => ({
      of: (id: number, content: ListContent): SourceSettings => {
        const settings = kept[id];
        return settings?.header === headerOf(content) ? settings : AS_PROPOSED;
      },
      change: (id: number, content: ListContent, changed: Partial<SourceSettings>): void =>
        change((before) => {
          const header = headerOf(content);
          const settings = before[id]?.header === header ? before[id] : AS_PROPOSED;
          return { ...before, [id]: { ...settings, ...changed, header } };
        }),
    }),
    [kept, change],
  );
}

function headerOf(content: ListContent): string {
  return content.kind === 'table' ? content.header.join('\n') : '';
}

/** The filters with another one for its column, or with none for it. */
export function withFilter(
  filters: readonly RowFilter[],
  column: number,
  filter: RowFilter | undefined,
): RowFilter[] {
  const others = filters.filter((other) => other.column !== column);
  return filter ? [...others, filter] : others;
}

/** Whether a filter needs to know how dates are written, and the admin has not said. @see DateOrder */
export function isOrderOpen(filter: RowFilter): boolean {
  return filter.kind === 'date' && filter.when.is !== 'never' && filter.order === undefined;
}
