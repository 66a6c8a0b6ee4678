import { useMemo, type ReactNode } from 'react';
import { Problem } from '../../problems/Problem';
import { Button } from '../../ui/Button';
import { durationText } from '../../ui/durationText';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { Progress } from '../../ui/Progress';
import type { MatchedList } from '../match/matchedList';
import type { MatchedListState } from '../match/useMatchedList';
import { listBinMessages } from './listBinMessages';
import styles from './ListBins.module.css';

/** How far looking people up is, what it would take where they are many, and why it ended. */
export function LookUp({ lookUp }: { lookUp: MatchedListState }) {
  const { matched, progress, offer, error, isSettled, ask, stop, retry } = lookUp;
  const { notAnswered, notAsked } = useMemo(() => countLeft(matched), [matched]);
  const isOver = isSettled && !progress && !offer && !error;
  return (
    <div {...KEEPS_FOCUS} className={styles.lookUp}>
      {/* Going through what is known takes a moment only. */}
      {progress && progress.stage !== 'matching' && (
        <Progress
          label={listBinMessages.text(progress.stage)}
          value={progress.count === 0 ? undefined : progress.done / progress.count}
          text={
            progress.count === 0
              ? listBinMessages.text(progress.stage)
              : listBinMessages.text('progress', { done: progress.done, count: progress.count })
          }
        >
          <Button spacing="compact" onClick={stop}>
            {listBinMessages.text('stop')}
          </Button>
        </Progress>
      )}
      {offer && !progress && (
        <Left
          text={listBinMessages.text('offer', { count: offer.count, duration: durationText(offer.seconds) })}
        >
          <Button spacing="compact" onClick={ask}>
            {listBinMessages.text('lookUp', { count: offer.count })}
          </Button>
          <Button spacing="compact" appearance="subtle" onClick={stop}>
            {listBinMessages.text('leaveOut')}
          </Button>
        </Left>
      )}
      {isOver && notAnswered > 0 && (
        <Left text={listBinMessages.text('linesNotAnswered', { count: notAnswered })}>
          <Button spacing="compact" onClick={retry}>
            {listBinMessages.text('tryAgain')}
          </Button>
        </Left>
      )}
      {isOver && notAsked > 0 && (
        <Left text={listBinMessages.text('linesNotAsked', { count: notAsked })}>
          <Button spacing="compact" onClick={ask}>
            {listBinMessages.text('lookUp', { count: notAsked })}
          </Button>
        </Left>
      )}
      {error && (
        <div role="alert">
          <Problem error={error} during="read" headingLevel="h3" onRetry={retry} />
        </div>
      )}
    </div>
  );
}

/** What is not looked up, and the buttons for it. */
function Left({ text, children }: { text: string; children: ReactNode }) {
  return (
    <>
      <p className={styles.offer}>{text}</p>
      <div className={styles.buttons}>{children}</div>
    </>
  );
}

/** Lines that Confluence did not answer for one by one, and those that it was not asked about. */
function countLeft(matched: MatchedList | undefined): { notAnswered: number; notAsked: number } {
  const counts = { notAnswered: 0, notAsked: 0 };
  for (const { why } of matched?.unmatched ?? []) {
    if (why === 'notAnswered' || why === 'notAsked') counts[why] += 1;
  }
  return counts;
}
