import { shortenText } from '../../ui/shortenText';
import type { ColumnFacts } from '../columns/tableColumns';
import { listsMessages } from '../listsMessages';

/** Of a column's title, UTF-16 units. */
const TITLE_LENGTH = 60;

/** What a column is called: as the header has it, else "Column 3". */
export function columnTitle({ column, title }: Pick<ColumnFacts, 'column' | 'title'>): string {
  return title === ''
    ? listsMessages.text('columnNumber', { number: column + 1 })
    : shortenText(title, TITLE_LENGTH);
}
