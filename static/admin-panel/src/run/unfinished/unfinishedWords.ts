import type { ErrorKind, RunRecord, UnfinishedRun } from '../../../../../src/contract';
import { runKindOf } from '../runKind';
import { unfinishedMessages } from './unfinishedMessages';

type ToldRun = Pick<RunRecord, 'actions' | 'groups' | 'undoes' | 'counts'>;
type Told = Pick<UnfinishedRun, 'isPartial'> & { run: ToldRun };

/**
 * How an unfinished run stands: a sentence for each thing that became of people.
 * @param isDriven a driver has it: the answers about some changes may be on their way
 */
export function standOf({ run, isPartial }: Told, isDriven = false): string[] {
  const { done, unchanged, unconfirmed, failed, notAttempted } = run.counts;
  if (isPartial) return [unfinishedMessages.text('partial')];
  const what = runKindOf(run);
  const counted = [
    ['done', done],
    ['unchanged', unchanged],
    [isDriven ? 'unconfirmedSoFar' : 'unconfirmed', unconfirmed],
    ['failed', failed],
    ['left', notAttempted],
  ] as const;
  const sentences = counted.flatMap(([id, count]) =>
    count > 0 ? [unfinishedMessages.text(id, { what, count })] : [],
  );
  if (!hasRest(run)) return [...sentences, unfinishedMessages.text('onlyEnd')];
  const isUntouched = done + unchanged + unconfirmed + failed === 0;
  return isUntouched ? [...sentences, unfinishedMessages.text('nothingYet')] : sentences;
}

/**
 * Whether why they could not be looked for is said on the page already, or concerns no one.
 * @param kind none where no error of the app's vocabulary came
 * @param ofRun what the page's own run waits out or was stopped by
 */
export function isSaidElsewhere(kind: ErrorKind | undefined, ofRun: ErrorKind | undefined): boolean {
  if (kind === 'signedOut' || kind === 'permission') return true;
  return kind === 'storage' && ofRun === 'storage';
}

/** How many changes there are to continue with; of what failed, some may be left besides. */
export function countLeft({ counts }: Pick<RunRecord, 'counts'>): number {
  return counts.notAttempted + counts.unconfirmed;
}

/** Whether ending the run as it is leaves a change out. */
export function hasRest(run: Pick<RunRecord, 'counts'>): boolean {
  return countLeft(run) > 0;
}

/** What dismissing does, for the admin who is asked whether to. */
export function dismissalOf({ run }: Pick<Told, 'run'>): string[] {
  const { notAttempted, unconfirmed } = run.counts;
  const what = runKindOf(run);
  return [
    unfinishedMessages.text('endsAsIs'),
    ...(notAttempted > 0 ? [unfinishedMessages.text('leftOut', { what, count: notAttempted })] : []),
    ...(unconfirmed > 0 ? [unfinishedMessages.text('staysOpen', { what, count: unconfirmed })] : []),
  ];
}
