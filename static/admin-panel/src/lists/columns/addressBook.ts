import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { ListRow } from '../listContent';
import type { AddressBook } from '../match/listKnowledge';
import type { ListInput } from './mentionsOf';
import { accountIdsIn, addressesIn } from './peopleInCell';
import { rawCell, weighRow } from './tableCells';

/**
 * Which account an address belongs to, by files and texts that have both, whatever their use and filters. Both are in lower
 * case. `several`: it stands beside different ids.
 */
export async function addressBookOf(inputs: readonly ListInput[], pause: Pause): Promise<AddressBook> {
  const book = new Map<string, string>();
  const note = (email: string, accountId: string) => {
    const known = book.get(email);
    if (known === undefined) book.set(email, accountId);
    else if (known !== accountId) book.set(email, 'several');
  };
  for (const { content, roles } of inputs) {
    switch (content.kind) {
      case 'prose':
        await forEachWithPauses(content.mentions, pause, ({ email, accountId }) => {
          if (email !== undefined && accountId !== undefined) note(email.toLowerCase(), accountId);
        });
        break;
      case 'table': {
        if (roles.accountId === undefined || roles.email === undefined) break;
        const read = ({ cells }: ListRow) => {
          const [accountId, ...more] = accountIdsIn(rawCell(cells, roles.accountId));
          if (accountId === undefined || more.length > 0) return;
          for (const email of addressesIn(rawCell(cells, roles.email))) note(email, accountId);
        };
        await forEachWithPauses(content.rows, pause, read, weighRow);
      }
    }
  }
  return book;
}
