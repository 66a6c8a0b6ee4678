import type { Membership, RecordedPerson, RunRecord } from '../../../../../src/contract';
import { ReadFailed } from '../../host/resolver';
import { checkTools } from '../../membership/checkTools';
import { MembershipCheck } from '../../membership/membershipCheck';
import { wholeRun } from '../../run/wholeRun';
import type { Checked } from './checked';

/**
 * Asks Confluence about everyone of whom the record leaves open whether they were changed; it gets the answers.
 * @param read the run's people, where all are read
 * @param onProgress told how many are answered of how many
 */
export async function checkRun(
  { runId, groupId }: RunRecord,
  read: readonly RecordedPerson[] | undefined,
  onProgress: (done: number, count: number) => void,
  signal: AbortSignal,
): Promise<Checked> {
  const answers: Membership[] = [];
  let count = 0;
  try {
    const people = read ?? (await wholeRun(runId)).people;
    const open = people.filter(({ status }) => status === 'unconfirmed').map(({ accountId }) => accountId);
    count = open.length;
    const check = new MembershipCheck(open, {
      ...checkTools(groupId, runId),
      onAnswers: (memberships) => {
        answers.push(...memberships);
        onProgress(answers.length, count);
      },
    });
    signal.addEventListener('abort', () => check.stop(), { once: true });
    if (signal.aborted) check.stop();
    return { end: await check.run(), count, answers };
  } catch (failure) {
    if (!(failure instanceof ReadFailed)) throw failure;
    return { end: { status: 'failed', error: failure.error }, count, answers };
  }
}
