import { Suspense } from 'react';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { deferred } from '../ui/deferred';
import { durationText } from '../ui/durationText';
import styles from './Compare.module.css';
import type { ComparedPart } from './compareMembers';
import { compareMessages as messages } from './compareMessages';
import type { AskedOfSide } from './useAskedMembers';
import type { ComparedGroup } from './useComparedGroup';

const LoadingProgress = deferred(() => import('../members/loading/LoadingProgress'));

interface Props {
  side: ComparedGroup;
  /** Who was asked about, whether they are in this group. */
  asked: AskedOfSide;
  /** Those of this group alone. */
  part: ComparedPart;
  /** Accounts of the group without an id. */
  unidentified: number;
}

/** What is to be known of one group of the comparison: who owns it, what of it is not read, and the way to read that. */
export function SideNotes({ side, asked, part, unidentified }: Props) {
  const { group, list } = side;
  // Answers do not matter any more once a group is read whole and all of it is listed.
  const isAskedFor = !list.isComplete || list.unlisted > 0;
  const name = <bdi>{group.name}</bdi>;
  return (
    <>
      {isManagedExternally(group) && (
        <p className={styles.note}>{messages.node('managed', { group: name })}</p>
      )}
      <Unread {...{ side, part }} />
      {asked.error && (
        <div role="alert">
          <Problem
            error={asked.error}
            during="read"
            headingLevel="h3"
            title={messages.text('askingFailed', { group: group.name })}
            onRetry={asked.retry}
          />
        </div>
      )}
      {asked.unanswered > 0 && isAskedFor && (
        <p className={styles.note}>{messages.node('unanswered', { count: asked.unanswered, group: name })}</p>
      )}
      {list.unlisted > 0 && (
        <p className={styles.note}>{messages.node('unlisted', { count: list.unlisted, group: name })}</p>
      )}
      {unidentified > 0 && (
        <p className={styles.note}>{messages.node('unidentified', { count: unidentified, group: name })}</p>
      )}
    </>
  );
}

/** How much of a large group is read, and the way to the rest; nothing of one that is read by itself, unless that fails. */
function Unread({ side, part }: Pick<Props, 'side' | 'part'>) {
  const { group, list, loading, isAutomatic, isComing, seconds, start, stop } = side;
  if (list.isComplete || (isAutomatic && isComing)) return null;
  if (loading.status !== 'idle' && loading.status !== 'stopped') {
    return (
      <Suspense>
        <LoadingProgress {...{ list, loading }} groupName={group.name} onStop={stop} onGoOn={start} />
      </Suspense>
    );
  }
  const name = <bdi>{group.name}</bdi>;
  const { total, size } = list;
  const others = part.count === undefined ? 0 : part.count - part.people.length;
  return (
    <div className={styles.offer}>
      <p>
        {others > 0
          ? messages.node('moreOnlyIn', { count: others, group: name })
          : total === undefined
            ? messages.node('someReadOfMany', { size, group: name })
            : messages.node('someRead', { size, total, group: name })}
      </p>
      <Button spacing="compact" onClick={start}>
        {total === undefined
          ? messages.node('readRest', { group: name })
          : messages.node('readAll', { total, group: name })}
      </Button>
      {total !== undefined && <p>{messages.text('readingTakes', { time: durationText(seconds) })}</p>}
    </div>
  );
}
