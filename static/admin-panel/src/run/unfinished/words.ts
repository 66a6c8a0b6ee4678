import type { ErrorKind, RunAction, UnfinishedRun } from '../../../../../src/contract';
import { number } from '../../ui/number';
import { peopleText as people } from '../../ui/peopleText';

type Told = Pick<UnfinishedRun, 'counts' | 'isPartial'> & { run: { action: RunAction; total: number } };

/** How an unfinished run stands: a sentence for each thing that became of people. */
export function standOf({ run, counts, isPartial }: Told): string[] {
  const { done, unconfirmed, failed, notAttempted } = counts;
  const [changed, change] = run.action === 'remove' ? ['removed', 'removals'] : ['added back', 'additions'];
  if (isPartial) {
    return [
      'Nothing was changed. The page was gone before it had written down everyone the run is about, so it can’t be resumed.',
    ];
  }
  const sentences = [
    done > 0 && `${people(done)} ${done === 1 ? 'was' : 'were'} ${changed}.`,
    unconfirmed > 0 &&
      `${people(unconfirmed)} may or may not have been ${changed}: the answer was lost. Resume asks again, which does no harm.`,
    failed > 0 && `${number(failed)} ${failed === 1 ? change.slice(0, -1) : change} failed.`,
    notAttempted > 0 &&
      `${people(notAttempted)} ${notAttempted === 1 ? 'is' : 'are'} still to be ${changed}${done + unconfirmed + failed === 0 ? ': nothing was changed yet' : ''}.`,
    !hasRest({ counts }) && 'Everyone was asked about. Only the end of the run is missing in the history.',
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** "1 unfinished run", "2 unfinished runs". */
export function countText(count: number): string {
  return count === 1 ? '1 unfinished run' : `${number(count)} unfinished runs`;
}

/**
 * Whether why they could not be looked for is said on the page already, or is to nobody's concern.
 * @param kind none where no error of the app's vocabulary came
 */
export function isSaidElsewhere(
  kind: ErrorKind | undefined,
  { isHistoryShown, ofRun }: { isHistoryShown: boolean; ofRun: ErrorKind | undefined },
): boolean {
  if (kind === 'signedOut' || kind === 'permission') return true;
  return kind === 'storage' && (isHistoryShown || ofRun === 'storage');
}

/** Whether ending the run as it is leaves somebody out. */
export function hasRest({ counts }: Pick<UnfinishedRun, 'counts'>): boolean {
  return counts.notAttempted + counts.unconfirmed > 0;
}

/** What dismissing does, for whoever is asked whether to. */
export function dismissalOf({ run, counts }: Told): string[] {
  const { notAttempted, unconfirmed } = counts;
  const [stays, changed] =
    run.action === 'remove' ? ['in the group', 'removed'] : ['out of the group', 'added back'];
  const sentences = [
    'This ends the run as it is. The history keeps it.',
    notAttempted > 0 &&
      `The ${people(notAttempted)} still to be ${changed} ${notAttempted === 1 ? 'stays' : 'stay'} ${stays}.`,
    unconfirmed > 0 &&
      `Whether ${people(unconfirmed)} ${unconfirmed === 1 ? 'was' : 'were'} ${changed} stays open.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}
