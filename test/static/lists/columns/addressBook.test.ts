import { addressBookOf } from '../../../../static/admin-panel/src/lists/columns/addressBook';
import type { ListInput } from '../../../../static/admin-panel/src/lists/columns/mentionsOf';
import type { ListProse } from '../../../../static/admin-panel/src/lists/listContent';
import { ADA, BOB, CLEO, listTable, noPause } from '../support/listTable';

const input = (
  content: ListInput['content'],
  roles: ListInput['roles'] = {},
  use: ListInput['use'] = 'people',
): ListInput => ({ content, roles, filters: [{ kind: 'words', column: 0, values: [] }], use });

const prose = (...mentions: ListProse['mentions']): ListProse => ({
  kind: 'prose',
  mentions,
  unreadable: [],
});

describe('an address book', () => {
  it('has the addresses that stand beside one account id', async () => {
    const book = await addressBookOf(
      [
        input(
          listTable(
            'Id,Mail',
            `${ADA},Ada@Example.com`,
            `${BOB},b@example.com; bob@example.com`,
            ',cleo@example.com',
            '10442,dan@example.com',
          ),
          { accountId: 0, email: 1 },
          'lookUp',
        ),
        input(prose({ line: 1, text: '', accountId: CLEO, email: 'cleo@example.com' })),
      ],
      noPause,
    );
    expect([...book]).toEqual([
      ...[
        ['ada@example.com', ADA],
        ['b@example.com', BOB],
        ['bob@example.com', BOB],
      ],
      ...[['cleo@example.com', CLEO]],
    ]);
  });

  it('knows that an address stands beside several', async () => {
    const roles = { accountId: 0, email: 1 };
    const book = await addressBookOf(
      [
        input(
          listTable('Id,Mail', `${ADA},a@example.com`, `${ADA},a@example.com`, `${BOB},b@example.com`),
          roles,
        ),
        input(listTable('Id,Mail', `${CLEO},b@example.com`, `${BOB},b@example.com`), roles),
        input(listTable('Id,Mail', `${CLEO},c@example.com`), { accountId: 0 }),
      ],
      noPause,
    );
    expect([...book]).toEqual([
      ...[
        ['a@example.com', ADA],
        ['b@example.com', 'several'],
      ],
    ]);
  });
});
