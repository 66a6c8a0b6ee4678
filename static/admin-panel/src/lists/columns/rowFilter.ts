/** A day, as `YYYY-MM-DD`. */
export type Day = string;

/** How a date with two small numbers is written. `open`: cells fit both ways, and the admin has to say. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** A column by which rows can be filtered. */
export type FilterableColumn =
  | {
      kind: 'date';
      column: number;
      title: string;
      /** Undefined where the cells fit both ways, and the admin has to say. */
      order: DateOrder | undefined;
      /** Rows with a date, with a word for never, without anything, and with what is no date. */
      counts: { dated: number; never: number; empty: number; unreadable: number };
    }
  | { kind: 'words'; column: number; title: string; values: readonly { value: string; count: number }[] }
  | { kind: 'number'; column: number; title: string; least: number; most: number };

/** Which rows the admin wants, by one column. Rows have to pass all filters. */
export type RowFilter =
  | { kind: 'date'; column: number; order: DateOrder | undefined; when: DateCondition; withEmpty: boolean }
  | { kind: 'words'; column: number; values: readonly string[] }
  | { kind: 'number'; column: number; atLeast?: number; atMost?: number };

export type DateCondition =
  /** So many days ago or longer, or never. */
  | { is: 'olderThan'; days: number }
  | { is: 'before'; day: Day }
  /** That day or before it: a leaving date that has come. */
  | { is: 'until'; day: Day }
  | { is: 'from'; day: Day }
  | { is: 'never' };
