import { useEffect, useMemo } from 'react';
import type { Person } from '../../../../src/contract';
import type { Chosen } from '../people/chosen';
import { Dialog } from '../ui/Dialog';
import { Message } from '../ui/Message';
import { useLatest } from '../ui/useLatest';
import type { ListProblem } from './entry';
import { ListField } from './ListField';
import styles from './PeopleList.module.css';
import { knownMembers, previewOf } from './preview';
import { PreviewGroups } from './PreviewGroups';
import { UnknownPeople } from './UnknownPeople';
import { useListSource } from './useListSource';
import { useMembershipCheck } from './useMembershipCheck';
import { peopleText } from '../ui/peopleText';
import { useParsedList } from './useParsedList';
import { problemWords, summaryText } from './words';

/** So few are checked without asking. */
const FEW = 200;

/** What the dialog needs to know of the group's members. */
export interface LoadedMembers {
  readonly isComplete: boolean;
  readonly size: number;
  loaded: () => readonly Person[];
}

interface Props {
  groupId: string;
  groupName: string;
  members: LoadedMembers;
  /** Called with those of the list who are in the group, each once, in the list's order. */
  onChoose: (people: readonly Chosen[]) => void;
  /** Called however the dialog closes, after `onChoose` if that. */
  onClose: () => void;
}

/**
 * Dialog "Choose people from a list": takes account ids and email addresses, says who of them is in the group, and
 * changes nothing.
 */
export default function PeopleList({ groupId, groupName, members, onChoose, onClose }: Props) {
  const source = useListSource();
  const parsed = useParsedList('text' in source.source ? source.source.text : '');
  const { checking, answers, people, start, reset, stop } = useMembershipCheck(groupId);

  const list = parsed.status === 'read' && parsed.ok ? parsed.list : undefined;
  const loaded = members.loaded();
  const { isComplete } = members;
  const known = useMemo(() => knownMembers(isComplete, loaded), [isComplete, loaded]);
  const preview = useMemo(
    () => list && previewOf(list, known, answers, people),
    [list, known, answers, people],
  );
  const unknown = preview?.unknown ?? [];
  const chosen = preview?.inGroup ?? [];

  const check = useLatest(() => void start(unknown.map(({ person }) => person.accountId)));
  const checkFew = useLatest(() => {
    if (unknown.length > 0 && unknown.length <= FEW) check();
  });
  useEffect(() => {
    reset();
    checkFew();
  }, [list, reset, checkFew]);
  // Once everybody is loaded, those who are left may be few.
  useEffect(() => {
    if (isComplete) checkFew();
  }, [isComplete, checkFew]);

  return (
    <Dialog
      title="Choose people from a list"
      confirm={chosen.length === 0 ? 'Select people' : `Select ${peopleText(chosen.length)}`}
      appearance="primary"
      isForm
      isDisabled={chosen.length === 0}
      onConfirm={() => onChoose(chosen.map(({ person }) => person))}
      onClose={onClose}
    >
      <div className={styles.content}>
        <p className={styles.intro}>
          Paste or drop a list to choose members of <bdi>{groupName}</bdi>.
        </p>
        <ListField list={source} />
        <div role="alert" className={styles.message}>
          {parsed.status === 'read' && !parsed.ok && <ListMessage problem={parsed.problem} />}
        </div>
        <p role="status" className={styles.summary}>
          {parsed.status === 'reading' && 'Reading the list'}
          {preview && summaryText(preview)}
        </p>
        {preview && (
          <>
            <UnknownPeople count={unknown.length} checking={checking} onCheck={check} onStop={stop} />
            <PreviewGroups preview={preview} loaded={members.size} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function ListMessage({ problem }: { problem: ListProblem }) {
  const { title, text } = problemWords(problem);
  return (
    <Message appearance="error" title={title} headingLevel="h3">
      <p>{text}</p>
    </Message>
  );
}
