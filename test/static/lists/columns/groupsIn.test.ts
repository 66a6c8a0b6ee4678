import { actionsIn } from '../../../../static/admin-panel/src/lists/columns/actionsIn';
import {
  createGroupTest,
  groupsIn,
  keyOfGroups,
} from '../../../../static/admin-panel/src/lists/columns/groupsIn';
import type { ListInput } from '../../../../static/admin-panel/src/lists/columns/mentionsOf';
import type { ListContent } from '../../../../static/admin-panel/src/lists/listContent';
import { ADA, listTable, noPause } from '../support/listTable';

const DESIGN = '41b0b334-7e2b-460b-a270-105d83ca558f';

/** A table with a filter that no row passes. */
const input = (
  content: ListContent,
  roles: ListInput['roles'] = { groupId: 0, groupName: 1 },
  use: ListInput['use'] = 'people',
): ListInput => ({ content, roles, filters: [{ kind: 'words', column: 0, values: [] }], use });

const PROSE: ListContent = {
  ...{ kind: 'prose', mentions: [{ line: 1, text: '', accountId: ADA }], unreadable: [] },
};

describe('the groups of a list', () => {
  it('are told apart by id without case, else by the exact name that one sees', async () => {
    const groups = await groupsIn(
      [
        input(
          listTable(
            'Group id,Group',
            ',all',
            `${DESIGN},`,
            `${DESIGN.toUpperCase()},design`,
            `${DESIGN},old`,
            ',',
          ),
        ),
        input(listTable('Group id,Group', ',ALL', ',a\u200bll', ',all', ',design')),
        input(listTable('Group id,Group', ',other'), undefined, 'lookUp'),
        input(listTable('Mail', 'a@example.com'), { email: 0 }),
        input(PROSE),
      ],
      noPause,
    );
    expect(groups).toEqual([
      { name: 'all', count: 3 },
      { id: DESIGN, name: 'design', count: 3 },
      { name: 'ALL', count: 1 },
      { name: 'design', count: 1 },
    ]);
  });

  it('are others where a name differs in case', () => {
    const [a, b] = [
      { name: 'Ops', count: 1 },
      { id: 'G1', count: 2 },
    ];
    expect(keyOfGroups([a, b])).toBe(keyOfGroups([{ ...b, id: 'g1' }, a]));
    expect(keyOfGroups([a])).not.toBe(keyOfGroups([{ ...a, name: 'ops' }]));
    expect(keyOfGroups([{ id: 'ops', count: 1 }])).not.toBe(keyOfGroups([{ name: 'ops', count: 1 }]));
  });
});

describe('the group that is wanted', () => {
  const wanted = { id: DESIGN, name: 'Design' };

  it('is that of its id, whatever it is called, and no other of its name', () => {
    const isWanted = createGroupTest(wanted, []);
    expect(isWanted({ id: DESIGN.toUpperCase(), name: 'renamed' })).toBe(true);
    expect(isWanted({ id: 'other', name: 'Design' })).toBe(false);
  });

  it('is the one of its exact name, and one that differs in case only where there is none', () => {
    const named = (...names: string[]) => names.map((name) => ({ name, count: 1 }));
    const isWanted = createGroupTest(wanted, named('design', 'Design'));
    expect(['Design', ' Design ', 'design', 'designers'].map((name) => isWanted({ name }))).toEqual([
      ...[true, true, false, false],
    ]);
    expect(createGroupTest(wanted, named('DESIGN', 'all'))({ name: 'DESIGN' })).toBe(true);
  });
});

it('has the actions of all rows of tables used for people', async () => {
  const table = (...cells: string[]) => listTable('Action', ...cells);
  const of = async (...inputs: ListInput[]) => [...(await actionsIn(inputs, noPause))].sort();
  const roles = { action: 0 };
  expect(await of(input(table('ADD', 'keep', 'add'), roles), input(table('remove'), {}))).toEqual(['add']);
  expect(await of(input(table('add'), roles), input(table('Remove'), roles))).toEqual(['add', 'remove']);
  expect(await of(input(table('add'), roles, 'lookUp'), input(PROSE))).toEqual([]);
});
