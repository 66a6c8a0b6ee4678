import type { ErrorKind, RunRecord, UnfinishedRun } from '../../../../../src/contract';
import { number } from '../../ui/number';
import { wordsOfRun } from '../actionWords';

type ToldRun = Pick<RunRecord, 'actions' | 'groups' | 'undoes' | 'counts'>;
type Told = Pick<UnfinishedRun, 'isPartial'> & { run: ToldRun };

/** How an unfinished run stands: a sentence for each thing that became of people. */
export function standOf({ run, isPartial }: Told): string[] {
  const { done, unchanged, unconfirmed, failed, notAttempted } = run.counts;
  const words = wordsOfRun(run);
  const [one, many] = words.nouns;
  if (isPartial) {
    return [
      'Nothing was changed. The page was gone before it had written down everyone the run is about, so it can’t be resumed.',
    ];
  }
  const sentences = [
    done > 0 && `${words.amount(done)} ${done === 1 ? 'was' : 'were'} ${words.done}.`,
    unchanged > 0 && `${words.amount(unchanged)} ${unchanged === 1 ? 'was' : 'were'} ${words.already}.`,
    unconfirmed > 0 &&
      `${words.amount(unconfirmed)} may or may not have been ${words.done}: no clear answer came. Resume asks again, which does no harm.`,
    failed > 0 && `${number(failed)} ${failed === 1 ? one : many} failed.`,
    notAttempted > 0 &&
      `${words.amount(notAttempted)} ${notAttempted === 1 ? 'is' : 'are'} still to be ${words.done}${done + unchanged + unconfirmed + failed === 0 ? ': nothing was changed yet' : ''}.`,
    !hasRest(run) && 'Everyone was asked about. Only the end of the run is missing in the history.',
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** "1 unfinished run", "2 unfinished runs". */
export function countText(count: number): string {
  return count === 1 ? '1 unfinished run' : `${number(count)} unfinished runs`;
}

/**
 * Whether why they could not be looked for is said on the page already, or concerns no one.
 * @param kind none where no error of the app's vocabulary came
 */
export function isSaidElsewhere(
  kind: ErrorKind | undefined,
  { isHistoryShown, ofRun }: { isHistoryShown: boolean; ofRun: ErrorKind | undefined },
): boolean {
  if (kind === 'signedOut' || kind === 'permission') return true;
  return kind === 'storage' && (isHistoryShown || ofRun === 'storage');
}

/** Whether ending the run as it is leaves a change out. */
export function hasRest({ counts }: Pick<RunRecord, 'counts'>): boolean {
  return counts.notAttempted + counts.unconfirmed > 0;
}

/** What dismissing does, for the admin who is asked whether to. */
export function dismissalOf({ run }: Pick<Told, 'run'>): string[] {
  const { notAttempted, unconfirmed } = run.counts;
  const { amount, done, stay } = wordsOfRun(run);
  const [stays, stayTogether] = stay;
  const sentences = [
    'This ends the run as it is. The history keeps it.',
    notAttempted > 0 &&
      `The ${amount(notAttempted)} still to be ${done} ${notAttempted === 1 ? stays : stayTogether}.`,
    unconfirmed > 0 &&
      `Whether ${amount(unconfirmed)} ${unconfirmed === 1 ? 'was' : 'were'} ${done} stays open.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}
