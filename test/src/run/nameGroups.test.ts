import fc from 'fast-check';
import { MAX_GROUP_NAME_CHARS } from '../../../src/contract/limits';
import { nameGroups } from '../../../src/run/nameGroups';

const A = { id: 'a', name: 'Alpha' };
const B = { id: 'b', name: 'Beta' };
const of = (...groupIds: string[]) => groupIds.map((groupId) => ({ groupId }));

it('are those of the groups that the memberships are about, and of no other', () => {
  expect(nameGroups([A, B], of('b', 'b'))).toEqual({ groups: [B] });
  expect(nameGroups(new Set([A, B]), of('a', 'c', 'b'))).toEqual({ groups: [A, B] });
});

it('are absent where none is known', () => {
  expect(nameGroups([A], of('b'))).toEqual({});
  expect(nameGroups([], of('a'))).toEqual({});
  expect(nameGroups([A], [])).toEqual({});
  expect(nameGroups([{ id: 'a', name: '' }], of('a'))).toEqual({});
});

it('have nothing of a group but what it is called', () => {
  expect(nameGroups([{ ...A, managedBy: 'ADMINS' }], of('a'))).toEqual({ groups: [A] });
});

it('keep words apart that a line break separates', () => {
  expect(nameGroups([{ id: 'a', name: 'Design\nTeam' }], of('a'))).toEqual({
    groups: [{ id: 'a', name: 'Design Team' }],
  });
});

it('are short, well-formed and on one line, as a plan takes them, and else as they are', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.string({ unit: 'binary', minLength: 200, maxLength: 300 }),
  );
  fc.assert(
    fc.property(name, (text) => {
      const [named] = nameGroups([{ id: 'a', name: text }], of('a')).groups ?? [];
      if (text === '') {
        expect(named).toBeUndefined();
        return;
      }
      const short = named?.name ?? '';
      expect(short.length).toBeGreaterThan(0);
      expect(short.length).toBeLessThanOrEqual(MAX_GROUP_NAME_CHARS);
      expect(short.isWellFormed()).toBe(true);
      expect(short).not.toMatch(/\p{Cc}/u);
      const isPlain = text.isWellFormed() && !/\p{Cc}/u.test(text);
      if (isPlain && text.length <= MAX_GROUP_NAME_CHARS) expect(short).toBe(text);
    }),
    { seed: 20_26 },
  );
});

it('are cut between characters', () => {
  const name = `${'x'.repeat(MAX_GROUP_NAME_CHARS - 1)}🙂`;
  expect(nameGroups([{ id: 'a', name }], of('a'))).toEqual({
    groups: [{ id: 'a', name: 'x'.repeat(MAX_GROUP_NAME_CHARS - 1) }],
  });
});
