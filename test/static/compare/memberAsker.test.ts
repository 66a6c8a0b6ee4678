import type { AppError, MembershipAnswer } from '../../../src/contract';
import { MemberAsker } from '../../../static/admin-panel/src/compare/memberAsker';
import type { CheckEnd, CheckListener } from '../../../static/admin-panel/src/membership/membershipCheck';

interface Check {
  ids: readonly string[];
  answer: (...answers: MembershipAnswer[]) => void;
  end: (end: CheckEnd) => Promise<void>;
  signal: AbortSignal;
}

function askerUnderTest() {
  const checks: Check[] = [];
  const asker = new MemberAsker(
    (ids, { onChecked, signal }: CheckListener<MembershipAnswer>) =>
      new Promise((resolve) => {
        checks.push({
          ...{ ids, signal },
          answer: (...answers) => onChecked(answers),
          end: async (end) => {
            resolve(end);
            await Promise.resolve();
          },
        });
      }),
  );
  return { asker, checks };
}

const yes = (accountId: string): MembershipAnswer => ({ accountId, member: true });
const no = (accountId: string): MembershipAnswer => ({ accountId, member: false });
const GONE: AppError = { kind: 'userNotFound', status: 404 };
const COMPLETE: CheckEnd = { status: 'complete' };
const NOT_NOW: CheckEnd = { status: 'failed', error: { kind: 'unavailable', status: 503 } };

it('tells of answers as they come, and of those that say nothing', async () => {
  const { asker, checks } = askerUnderTest();
  const listener = vi.fn();
  asker.subscribe(listener);
  asker.ask(['a', 'b', 'c']);
  expect(asker.known()).toMatchObject({ asked: 3, answered: 0, isAsking: true });
  checks[0]?.answer(yes('a'), { accountId: 'b', error: GONE });
  expect(asker.known()).toMatchObject({ asked: 3, answered: 2, unanswered: 1, isAsking: true });
  checks[0]?.answer(no('c'));
  await checks[0]?.end(COMPLETE);
  expect(asker.known()).toEqual({
    answers: new Map([
      ['a', true],
      ['c', false],
    ]),
    ...{ asked: 3, answered: 3, unanswered: 1, isAsking: false, error: undefined },
  });
  expect(listener).toHaveBeenCalled();
});

it('asks about nobody twice, and about those who come later', async () => {
  const { asker, checks } = askerUnderTest();
  asker.ask(['a', 'b']);
  asker.ask(['b', 'c']);
  expect(checks).toHaveLength(1);
  checks[0]?.answer(yes('a'), yes('b'));
  await checks[0]?.end(COMPLETE);
  expect(checks.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
  checks[1]?.answer(no('c'));
  await checks[1]?.end(COMPLETE);
  asker.ask(['a', 'c']);
  expect(checks).toHaveLength(2);
  expect(asker.known()).toMatchObject({ asked: 2, answered: 2, isAsking: false });
});

it('stops at an error, and asks again about the rest where that is wanted', async () => {
  const { asker, checks } = askerUnderTest();
  asker.ask(['a', 'b']);
  checks[0]?.answer(yes('a'));
  await checks[0]?.end(NOT_NOW);
  expect(asker.known()).toMatchObject({ isAsking: false, error: { kind: 'unavailable' } });
  asker.ask(['a', 'b', 'c']);
  expect(checks).toHaveLength(1);
  asker.retry();
  expect(checks[1]?.ids).toEqual(['b', 'c']);
  expect(asker.known()).toMatchObject({ isAsking: true, error: undefined });
});

it('goes on after it was given up', async () => {
  const { asker, checks } = askerUnderTest();
  asker.ask(['a', 'b']);
  asker.giveUp();
  expect(checks[0]?.signal.aborted).toBe(true);
  expect(asker.known().isAsking).toBe(false);
  checks[0]?.answer(yes('a'));
  asker.ask(['a', 'b']);
  await checks[0]?.end({ status: 'stopped' });
  expect(checks[1]?.ids).toEqual(['b']);
  expect(asker.known().isAsking).toBe(true);
});
