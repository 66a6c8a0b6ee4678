import { useEffect, useMemo } from 'react';
import type { Action, Group } from '../../../../src/contract';
import { isReadWhole } from '../members/loading/readWhole';
import type { MemberList } from '../members/memberList';
import { usePlans } from '../plan/PlanProvider';
import { Dialog } from '../ui/Dialog';
import { Message } from '../ui/Message';
import { useLatest } from '../ui/useLatest';
import { ActionChoice } from './ActionChoice';
import { compareWithGroup, knownMembers, type Preview } from './compareWithGroup';
import { filesMessages } from './filesMessages';
import styles from './FromListDialog.module.css';
import { ListField } from './ListField';
import { changedBy, peopleIn, planOf } from './listPlan';
import { summaryText, wordsOfProblem } from './listWords';
import type { ListProblem } from './parsedList';
import { PreviewGroups } from './PreviewGroups';
import { UnknownPeople } from './UnknownPeople';
import { useKeptState } from './useKeptState';
import { useListSource } from './useListSource';
import { useMembershipCheck, type Checking } from './useMembershipCheck';
import { useParsedList } from './useParsedList';

/** So few are checked without asking. */
const FEW = 200;

interface Props {
  group: Group;
  /** As far as they are read; the dialog is to be rendered again as more come. */
  members: MemberList;
  /** Called however the dialog closes, also once the plan is opened. */
  onClose: () => void;
}

/**
 * Dialog "From a list": takes account ids and email addresses, says who of them is in the group, and opens a plan that
 * removes them from it or adds them. It changes nothing itself, and closing it loses nothing.
 */
export default function FromListDialog({ group, members, onClose }: Props) {
  const { open } = usePlans();
  const source = useListSource(group.id);
  const [action, setAction] = useKeptState<Action>('action', group.id, 'remove');
  const parsed = useParsedList('text' in source.source ? source.source.text : '');
  const { checking, answers, people, start, reset, stop } = useMembershipCheck(group.id);

  const list = parsed.status === 'read' && parsed.ok ? parsed.list : undefined;
  const loaded = members.loaded();
  const { isComplete } = members;
  const areComing = !isComplete && isReadWhole(members);
  const known = useMemo(() => knownMembers(isComplete, loaded), [isComplete, loaded]);
  const preview = useMemo(
    () => list && compareWithGroup(list, known, answers, people),
    [list, known, answers, people],
  );
  const unknown = preview?.unknown ?? [];
  const count = preview ? changedBy(action, preview).changed.length : 0;

  const check = useLatest(() => void start(unknown.map(({ person }) => person.accountId)));
  const checkFew = useLatest(() => {
    if (unknown.length > 0 && unknown.length <= FEW) check();
  });
  useEffect(() => {
    reset();
    checkFew();
  }, [list, reset, checkFew]);
  // Once everybody is read, those who are left may be few.
  useEffect(() => {
    if (isComplete) checkFew();
  }, [isComplete, checkFew]);

  return (
    <Dialog
      title={filesMessages.text('title')}
      confirm={reviewText(action, count)}
      appearance="primary"
      isForm
      isDisabled={count === 0}
      blocked={preview && blockedText(preview, action, checking, areComing)}
      onConfirm={() => {
        if (preview) open(planOf(preview, action, group.id), { people: peopleIn(preview), groups: [group] });
      }}
      onClose={onClose}
    >
      <div className={styles.content}>
        <p className={styles.intro}>{filesMessages.node('intro', { group: <bdi>{group.name}</bdi> })}</p>
        <ListField list={source} />
        <ActionChoice action={action} onChoose={setAction} />
        <div role="alert" className={styles.message}>
          {parsed.status === 'read' && !parsed.ok && <ListMessage problem={parsed.problem} />}
        </div>
        <p role="status" className={styles.summary}>
          {parsed.status === 'reading' && filesMessages.text('readingList')}
          {preview && summaryText(preview)}
        </p>
        {preview && (
          <>
            <UnknownPeople count={unknown.length} checking={checking} onCheck={check} onStop={stop} />
            <PreviewGroups preview={preview} membersShown={members.size} areComing={areComing} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function reviewText(action: Action, count: number): string {
  switch (action) {
    case 'remove':
      return filesMessages.text('reviewRemovals', { count });
    case 'add':
      return filesMessages.text('reviewAdditions', { count });
  }
}

/** Why the plan cannot be opened yet: of each line it has to be known what becomes of it, or that it was not answered. */
function blockedText(
  preview: Preview,
  action: Action,
  { status }: Checking,
  areComing: boolean,
): string | undefined {
  if (status === 'checking' || status === 'naming') return filesMessages.text('waitForCheck');
  const count = preview.unknown.length;
  // Whoever stopped the check, or could not finish it, goes on without these answers.
  if (count > 0 && status !== 'stopped' && status !== 'failed') {
    return filesMessages.text('checkFirst', { count });
  }
  if (areComing && preview.unmatched.some(({ why }) => why === 'emailNotRead')) {
    return filesMessages.text('waitForMembers');
  }
  if (changedBy(action, preview).changed.length > 0) return undefined;
  switch (action) {
    case 'remove':
      return filesMessages.text('nothingToRemove');
    case 'add':
      return filesMessages.text('nothingToAdd');
  }
}

function ListMessage({ problem }: { problem: ListProblem }) {
  const { title, text } = wordsOfProblem(problem);
  return (
    <Message appearance="error" title={title} headingLevel="h3">
      <p>{text}</p>
    </Message>
  );
}
