import { useContext, useEffect, useState } from 'react';
import type { Action, Group, RunRecord } from '../../../../../src/contract';
import { HostContext } from '../../host/HostContext';
import { useOnline } from '../../host/useOnline';
import { displayNameOf } from '../../members/displayName';
import { knownById, type Chosen } from '../../people/chosen';
import { useKnownPeople } from '../../people/usePeopleById';
import ConfirmRun from '../../removal/ConfirmRun';
import { useForgetAccess } from '../../removal/safeguards/queries';
import type { Members } from '../../removal/safeguards/safeguards';
import { wordsOfPlan, type ActionWords } from '../../run/actionWords';
import { countActions, type Begun } from '../../run/activeRun';
import { ConfirmAddingBack } from '../../run/confirm/ConfirmAddingBack';
import { ConfirmSeveral } from '../../run/confirm/ConfirmSeveral';
import { partsOf } from '../../run/confirm/parts';
import { namesOfRecordedGroups } from '../../run/groupsText';
import { useRuns } from '../../run/RunProvider';
import { isFocusLost } from '../../ui/keepFocus';
import { PreviewDialog } from './PreviewDialog';
import { leftOutText, oppositeOf, type UndoPreview } from './previewUndo';
import { useUndoPreview, type ToUndo } from './useUndoPreview';

interface Props {
  run: RunRecord;
  toUndo: ToUndo;
  onClose: () => void;
}

/** Finds out what an undo would do, asks whether to do it, and begins it: one run, however many groups it is about. */
export function UndoDialog({ run, toUndo, onClose }: Props) {
  const [previewing, askAgain] = useUndoPreview(run.runId, toUndo);
  useAskAccessAnew(run);
  const [opener] = useState(() => document.activeElement);
  // One dialog follows the other, so that neither knows where the focus was at first.
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && isFocusLost()) opener.focus();
    },
    [opener],
  );
  const { actions, groupNames } = aboutOf(run, toUndo);
  const words = wordsOfPlan(actions, groupNames.length, true);
  if (previewing.status === 'ready' && previewing.preview.changes.length > 0) {
    return <ConfirmUndo run={run} preview={previewing.preview} words={words} onClose={onClose} />;
  }
  return (
    <PreviewDialog
      {...{ previewing, groupNames, words, onClose }}
      removes={actions.remove > 0}
      onRetry={askAgain}
    />
  );
}

interface ConfirmProps {
  run: RunRecord;
  preview: UndoPreview;
  words: ActionWords;
  onClose: () => void;
}

/** The question that fits what would be done: to add people back, to remove them, or several things at once. */
function ConfirmUndo({ run, preview, words, onClose }: ConfirmProps) {
  const { accountId: myAccountId } = useContext(HostContext);
  const online = useOnline();
  const runs = useRuns();
  const knownPerson = useKnownPeople();
  const { changes, originals } = preview;
  const groups = new Map<string, Group>([...preview.groups].map(([id, { group }]) => [id, group]));
  const personOf = (accountId: string): Chosen => knownPerson(accountId) ?? knownById(accountId);
  const membersOf = (groupId: string) => membersIn(preview, groupId);
  const onConfirm = () =>
    void runs.start({
      ...{ changes, groups: [...groups.values()] },
      undoes: { runId: run.runId, changes: originals },
      people: new Map(changes.map(({ accountId }) => [accountId, personOf(accountId)])),
    });
  const begun: Begun = { by: run.actorId, at: run.startedAt, total: run.total };
  const asked = { note: leftOutText(preview, words), online, onConfirm, onClose };
  const askedOfOthers = { ...asked, ...(run.actorId !== myAccountId && { begun }) };
  const parts = partsOf(changes, groups);
  const [part, ...others] = parts;
  if (!part) return null;
  if (others.length > 0) {
    return <ConfirmSeveral {...asked} {...{ parts, personOf, membersOf, begun, myAccountId }} isUndo />;
  }
  const people = part.accountIds.map(personOf);
  switch (part.action) {
    case 'add':
      return <ConfirmAddingBack {...askedOfOthers} people={people} groupName={part.group.name} />;
    case 'remove':
      return (
        <ConfirmRun
          {...askedOfOthers}
          people={people}
          group={part.group}
          members={membersOf(part.group.id)}
          nameOf={displayNameOf}
          myAccountId={myAccountId}
        />
      );
  }
}

/** What the group gives is asked anew in each dialog: what another view of it knows may be old. */
function useAskAccessAnew({ groups }: RunRecord): void {
  const forget = useForgetAccess();
  const ids = groups.map(({ groupId }) => groupId).join(' ');
  useEffect(() => {
    const forgetAll = () => ids.split(' ').forEach(forget);
    forgetAll();
    return forgetAll;
  }, [forget, ids]);
}

/** What an undo would do of each kind, and what the groups were called in which. */
function aboutOf(run: RunRecord, toUndo: ToUndo): { actions: Record<Action, number>; groupNames: string[] } {
  if (toUndo === 'all') {
    const { add, remove } = run.actions;
    return { actions: { add: remove, remove: add }, groupNames: namesOfRecordedGroups(run) };
  }
  const ids = new Set(toUndo.map(({ groupId }) => groupId));
  return {
    actions: countActions(toUndo.map(oppositeOf)),
    groupNames: namesOfRecordedGroups({ groups: run.groups.filter(({ groupId }) => ids.has(groupId)) }),
  };
}

/** No member of the group is loaded, but their number may have been asked for. */
function membersIn({ groups }: UndoPreview, groupId: string): Members {
  return { isComplete: false, total: groups.get(groupId)?.size, loaded: () => [] };
}
