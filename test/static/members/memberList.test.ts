import type { MemberPage } from '../../../src/contract';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { idsOf, person, place } from './churningGroup';

const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => person(`m${from + n}`));

/** A list with these first members. */
function opened(page: MemberPage, limit = 50): MemberList {
  const list = new MemberList();
  place(list, { start: 0, limit }, page);
  return list;
}

const countsOf = ({ size, length, total, unlisted, isComplete }: MemberList) => ({
  ...{ size, length, total, unlisted, isComplete },
});

describe('counts', () => {
  it('those whom Confluence counts and does not list', () => {
    const list = opened({ members: people(0, 23), total: 24 });
    expect(countsOf(list)).toEqual({ size: 23, length: 23, total: 24, unlisted: 1, isComplete: true });
  });

  it('nobody as unlisted before everybody is read', () => {
    const list = opened({ members: people(0, 50), total: 240, nextStart: 50 });
    expect(countsOf(list)).toEqual({ size: 50, length: 240, total: 240, unlisted: 0, isComplete: false });
  });

  it.each([undefined, 0, 10, 50])(
    'a row more than it has where there are more and Confluence says %s',
    (said) => {
      const list = opened({
        ...{ members: people(0, 50), nextStart: 50 },
        ...(said !== undefined && { total: said }),
      });
      expect(countsOf(list)).toEqual({
        ...{ size: 50, length: 51, total: undefined, unlisted: 0, isComplete: false },
      });
    },
  );

  it.each([undefined, 10])('whom it has where that is everybody and Confluence says %s', (said) => {
    const list = opened({ members: people(0, 30), ...(said !== undefined && { total: said }) });
    expect(countsOf(list)).toEqual({ size: 30, length: 30, total: 30, unlisted: 0, isComplete: true });
  });

  it('nobody only where Confluence does', () => {
    expect(opened({ members: [], total: 0 }).total).toBe(0);
    expect(opened({ members: [] }).total).toBeUndefined();
  });

  it('one fewer when somebody is taken out, listed or not', () => {
    const list = opened({ members: people(0, 23), total: 24 });
    list.remove(['m3']);
    expect(countsOf(list)).toMatchObject({ size: 22, total: 23, unlisted: 1 });
    list.remove(['suspended']);
    expect(countsOf(list)).toMatchObject({ size: 22, total: 22, unlisted: 0 });
  });
});

describe('where people left between two pages', () => {
  it('reads those who were passed over, though another place is in sight by then', () => {
    const list = opened({ members: people(0, 50), total: 500, nextStart: 50 });
    // Three left before the first page ended: this one shares nobody with it.
    place(list, list.missing(40, 60, 50) ?? { start: NaN, limit: NaN }, {
      ...{ members: people(51, 103), nextStart: 100 },
    });
    expect(list.at(50)?.accountId).toBe('m51');
    const seam = list.missing(70, 90, 50);
    expect(seam).toMatchObject({ start: 0, limit: 50 });
    place(list, seam ?? { start: NaN, limit: NaN }, { members: people(3, 53), nextStart: 50 });
    expect(list.at(50)?.accountId).toBe('m50');
    expect(list.missing(60, 80, 50)).toBeUndefined();
  });

  it('reads what is in sight first', () => {
    const list = opened({ members: people(0, 50), total: 500, nextStart: 50 });
    place(list, { start: 48, limit: 52 }, { members: people(51, 103), nextStart: 100 });
    expect(list.missing(200, 220, 50)).toMatchObject({ start: 200 });
  });
});

describe('where a page is shorter than it was asked to be', () => {
  it('knows that more come, and goes on where it ended', () => {
    const list = opened({ members: people(0, 25), total: 60, nextStart: 25 });
    expect(countsOf(list)).toMatchObject({ size: 25, length: 60, isComplete: false });
    expect(list.missing(0, 40, 50)).toMatchObject({ start: 23 });
    expect(list.allMissing(200)).toMatchObject([{ start: 23 }]);
  });

  it('reads the seams between such pages, and asks for no more than comes', () => {
    const list = opened({ members: people(0, 50), total: 500, nextStart: 50 });
    const stretches = list.allMissing(200);
    expect(stretches.map(({ start, limit }) => [start, limit])).toEqual([
      [48, 200],
      [246, 200],
      [444, 200],
    ]);
    for (const stretch of stretches) {
      const end = Math.min(500, stretch.start + 100);
      place(list, stretch, {
        members: people(stretch.start, end),
        ...(end < 500 && { nextStart: end }),
      });
    }
    const rest = list.allMissing(200);
    expect(rest.map(({ start, limit }) => [start, limit])).toEqual([
      [146, 100],
      [244, 4],
      [344, 100],
      [442, 4],
    ]);
    for (const stretch of rest) {
      const end = stretch.start + stretch.limit;
      place(list, stretch, { members: people(stretch.start, end), nextStart: end });
    }
    expect(list.isComplete).toBe(true);
    expect(idsOf(list.loaded())).toEqual(idsOf(people(0, 500)));
  });
});

describe('where Confluence lists nobody although there are more', () => {
  it('is neither empty nor complete, and says so', () => {
    const list = opened({ members: [], total: 240, isCutShort: true });
    expect(countsOf(list)).toEqual({ size: 0, length: 240, total: 240, unlisted: 0, isComplete: false });
    expect(list.isCutShort).toBe(true);
  });

  it('the same where it does not count them', () => {
    const list = opened({ members: [], nextStart: 50, isCutShort: true });
    expect(countsOf(list)).toMatchObject({ size: 0, total: undefined, isComplete: false });
    expect(list.isCutShort).toBe(true);
  });

  it('keeps what is known, and does not take it for the end', () => {
    const list = opened({ members: people(0, 50), total: 240, nextStart: 50 });
    place(list, { start: 48, limit: 200 }, { members: [], isCutShort: true });
    expect(countsOf(list)).toMatchObject({ size: 50, length: 240, total: 240, isComplete: false });
    expect(list.isCutShort).toBe(false);
  });
});

it('an empty page ends the list before it', () => {
  const list = opened({ members: people(0, 50), total: 240, nextStart: 50 });
  place(list, { start: 100, limit: 50 }, { members: [] });
  expect(list.length).toBe(100);
  place(list, { start: 48, limit: 52 }, { members: people(48, 60) });
  expect(countsOf(list)).toMatchObject({ size: 60, length: 60, isComplete: true });
});

it('does not believe an empty page that somebody was seen after', () => {
  const list = opened({ members: people(0, 50), total: 500, nextStart: 50 });
  place(list, { start: 246, limit: 200 }, { members: people(246, 446), nextStart: 446 });
  place(list, { start: 150, limit: 50 }, { members: [] });
  expect(list.length).toBeGreaterThan(446);
});

it('does not take over a count that was asked for before somebody was taken out', () => {
  const list = opened({ members: people(0, 50), total: 240, nextStart: 50 });
  const mark = list.mark();
  list.remove(['m7']);
  place(list, { start: 48, limit: 200 }, { members: people(48, 240), total: 240 }, mark);
  expect(countsOf(list)).toMatchObject({ size: 239, total: 239, unlisted: 0 });
});
