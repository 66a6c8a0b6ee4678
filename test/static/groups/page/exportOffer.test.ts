import { exportOfferFor } from '../../../../static/admin-panel/src/groups/page/exportOffer';
import { MemberList } from '../../../../static/admin-panel/src/members/memberList';
import { rowsOf } from '../../../../static/admin-panel/src/members/rows';
import { NONE_SELECTED, withPeople } from '../../../../static/admin-panel/src/members/selected';
import { person } from '../../members/churningGroup';

/** What is offered of a group of so many, of whom the first are loaded. */
function offerOf(
  loaded: number,
  total: number,
  {
    query = '',
    isComing = false,
    selected = 0,
  }: { query?: string; isComing?: boolean; selected?: number } = {},
) {
  const list = new MemberList();
  const members = Array.from({ length: loaded }, (_, n) => person(`m${n}`));
  list.place({ start: 0, limit: 50 }, { members, total, last: loaded === total }, list.mark());
  return exportOfferFor({
    ...{ list, isComing, isNarrowed: query !== '', rows: rowsOf(list, { query }) },
    selected: withPeople(NONE_SELECTED, members.slice(0, selected), true),
  });
}

it('names who would be in the file', () => {
  expect(offerOf(50, 50)?.label).toBe('Export all 50');
  expect(offerOf(50, 240)?.label).toBe('Export 50 shown');
  expect(offerOf(50, 50_000)?.label).toBe('Export 50 loaded');
  expect(offerOf(50, 50_000, { query: 'm1' })?.label).toBe('Export 11 found');
  expect(offerOf(50, 50_000, { selected: 3 })?.label).toBe('Export 3 selected');
});

it('is too early while the rest is on the way, but for those who are selected', () => {
  expect(offerOf(50, 240, { isComing: true })).toMatchObject({ label: 'Export all 240', isTooEarly: true });
  expect(offerOf(50, 240, { isComing: true, query: 'm1' })).toMatchObject({ isTooEarly: true });
  expect(offerOf(50, 240, { isComing: true, selected: 2 })).toMatchObject({ isTooEarly: false });
});

it('has the people in the order of the rows', () => {
  expect(
    offerOf(3, 3)
      ?.people()
      .map(({ accountId }) => accountId),
  ).toEqual(['m0', 'm1', 'm2']);
  expect(offerOf(3, 3, { query: 'nobody' })).toBeUndefined();
  expect(offerOf(3, 3, { query: 'nobody', selected: 1 })?.people()).toHaveLength(1);
});
