import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useRef, type ReactNode } from 'react';
import type { Group } from '../../../../src/contract';
import { useGroup } from '../directory/useGroup';
import { useNavigation } from '../host/navigation';
import type { ComparePlace } from '../host/place';
import { MembersSkeleton } from '../members/MembersSkeleton';
import { Problem } from '../problems/Problem';
import { Button } from '../ui/Button';
import { deferred } from '../ui/deferred';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { useIsShown } from '../ui/shown';
import { useArrivalFocus } from '../ui/useArrivalFocus';
import styles from './Compare.module.css';
import { compareMessages as messages } from './compareMessages';
import { GroupComparison } from './GroupComparison';
import { SidePicker } from './SidePicker';

// Reading lists takes a good deal of code.
const ListComparison = deferred(() => import('./ListComparison'));

/** Page *Compare*: who is in one of two groups alone, and who is in both; or the same for a group and a list. */
export default function ComparePage({ a, b, ...place }: Omit<ComparePlace, 'page'>) {
  const { go } = useNavigation();
  const isWithList = place.isWithList === true;
  const groupA = useGroup(a);
  const groupB = useGroup(b);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrivalFocus(useIsShown(), () => heading.current);
  const groups: ComparePlace = {
    page: 'compare',
    ...(a !== undefined && { a }),
    ...(b !== undefined && { b }),
  };
  // Group B stays, to come back to.
  const withList: ComparePlace = { ...groups, isWithList: true };
  return (
    <div {...KEEPS_FOCUS} className={styles.page}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {messages.text('title')}
        </h2>
        <SidePicker
          label={messages.text('groupA')}
          selected={groupA.data}
          onSelect={(id) => go({ ...(isWithList ? withList : groups), a: id })}
        />
        <div role="group" aria-label={messages.text('compareWith')} className={styles.sides}>
          {[false, true].map((isList) => (
            <Button
              key={String(isList)}
              appearance="subtle"
              aria-pressed={isList === isWithList}
              onClick={() => {
                if (isList !== isWithList) go(isList ? withList : groups);
              }}
            >
              {messages.text(isList ? 'aList' : 'aGroup')}
            </Button>
          ))}
        </div>
        {!isWithList && (
          <>
            <Button
              onClick={() =>
                go({ page: 'compare', ...(b !== undefined && { a: b }), ...(a !== undefined && { b: a }) })
              }
            >
              {messages.text('swap')}
            </Button>
            <SidePicker
              label={messages.text('groupB')}
              selected={groupB.data}
              onSelect={(id) => go({ ...groups, b: id })}
            />
          </>
        )}
      </header>
      {isWithList ? besideList(a, groupA) : besideGroup(a, b, groupA, groupB)}
    </div>
  );
}

function besideList(a: string | undefined, group: UseQueryResult<Group>): ReactNode {
  if (a === undefined) return <p className={styles.text}>{messages.text('chooseGroup')}</p>;
  if (group.error) return <Trouble {...{ group }} />;
  const skeleton = <MembersSkeleton people={undefined} />;
  return group.data ? (
    <Suspense fallback={skeleton}>
      <ListComparison key={a} group={group.data} />
    </Suspense>
  ) : (
    skeleton
  );
}

function besideGroup(
  a: string | undefined,
  b: string | undefined,
  groupA: UseQueryResult<Group>,
  groupB: UseQueryResult<Group>,
): ReactNode {
  if (a !== undefined && a === b) return <p className={styles.text}>{messages.text('sameGroup')}</p>;
  if (groupA.error ?? groupB.error) {
    return (
      <>
        <Trouble group={groupA} />
        <Trouble group={groupB} />
      </>
    );
  }
  if (a === undefined || b === undefined)
    return <p className={styles.text}>{messages.text('chooseGroups')}</p>;
  if (!groupA.data || !groupB.data) return <MembersSkeleton people={undefined} />;
  // The same for the two when they are swapped: what was asked stays.
  return <GroupComparison key={[a, b].sort().join(' ')} a={groupA.data} b={groupB.data} />;
}

/** Why a group is not there. */
function Trouble({ group: { error, refetch } }: { group: UseQueryResult<Group> }) {
  return (
    error && (
      <div role="alert" className={styles.problem}>
        <Problem {...{ error }} during="read" headingLevel="h3" onRetry={() => void refetch()} />
      </div>
    )
  );
}
