import { isReadWhole } from '../../../static/admin-panel/src/members/loading/readWhole';
import { ChurningGroup } from './churningGroup';

it.each([0, 1, 50, 51, 1_999, 2_000])('a group of %i is read whole by itself', (size) => {
  expect(isReadWhole(new ChurningGroup(size, []).open(50))).toBe(true);
});

it.each([2_001, 50_000])('a group of %i is not', (size) => {
  expect(isReadWhole(new ChurningGroup(size, []).open(50))).toBe(false);
});

it.each([undefined, 0, 49, 50])('nor one of 240 of which Confluence says that it has %s', (said) => {
  expect(isReadWhole(new ChurningGroup(240, [], { counted: () => said }).open(50))).toBe(false);
});
