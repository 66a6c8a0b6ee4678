import { sideAskedAbout, type ReadSide } from '../../../static/admin-panel/src/compare/sideAskedAbout';
import { peopleInDoubt } from '../../../static/admin-panel/src/compare/usePeopleInDoubt';
import { person } from '../members/churningGroup';

const read = (size: number): ReadSide => ({
  isComplete: true,
  isAutomatic: size <= 2_000,
  size,
  requests: 0,
});
const unread = (total: number): ReadSide => ({
  ...{ isComplete: false, isAutomatic: total <= 2_000, size: 50 },
  requests: Math.ceil((total - 50) / 200),
});

it.each<[string, ReadSide, ReadSide, 'a' | 'b' | undefined]>([
  ['a small group beside a large one', read(180), unread(50_000), 'a'],
  ['a large group beside a small one', unread(50_000), read(180), 'b'],
  ['as many as the large one takes requests', read(250), unread(50_000), 'a'],
  ['more than that', read(251), unread(50_000), undefined],
  ['more than a few, of whom the large one takes less', read(201), unread(3_000), undefined],
  ['two that are read', read(10), read(3_000), undefined],
  ['two that are not', unread(3_000), unread(50_000), undefined],
  ['a large one whose rest is read by itself', read(10), unread(1_900), undefined],
  ['a small one that is not read yet', unread(100), unread(50_000), undefined],
])('asks about %s', (_, a, b, expected) => expect(sideAskedAbout(a, b)).toBe(expected));

it('doubts a few whom a group does not list, where it is counted to have more', () => {
  const crowd = (size: number) => Array.from({ length: size }, (_, n) => person(`m${n}`));
  const doubted = (size: number, unlisted: number) =>
    peopleInDoubt(crowd(size), { unlisted, has: (accountId) => accountId === 'm0' })?.length;
  expect(doubted(3, 0)).toBeUndefined();
  expect(doubted(1, 1)).toBeUndefined();
  expect(doubted(3, 1)).toBe(2);
  expect(doubted(201, 1)).toBe(200);
  // Of so many it is as Confluence lists it.
  expect(doubted(202, 1)).toBeUndefined();
});
