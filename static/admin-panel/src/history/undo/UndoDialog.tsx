import { useContext, useEffect, useState } from 'react';
import type { RunRecord } from '../../../../../src/contract';
import { HostContext } from '../../host/HostContext';
import { useOnline } from '../../host/useOnline';
import { displayNameOf } from '../../members/displayName';
import ConfirmRun from '../../removal/ConfirmRun';
import { useForgetGroupAccess } from '../../removal/safeguards/queries';
import { useRuns } from '../../run/RunProvider';
import { isFocusLost } from '../../ui/keepFocus';
import { knownById, type Chosen } from '../../people/chosen';
import { useKnownPeople, type Known } from '../../people/usePeopleById';
import { ConfirmAddingBack } from './ConfirmAddingBack';
import { leftOutText, type Preview } from './preview';
import { PreviewDialog } from './PreviewDialog';
import { usePreview } from './usePreview';

interface Props {
  run: RunRecord;
  /** Account ids, or everyone whose change stands. */
  whom: readonly string[] | 'all';
  onClose: () => void;
}

/** Finds out what an undo would do, asks whether to do it, and begins it. */
export function UndoDialog({ run, whom, onClose }: Props) {
  const [previewing, askAgain] = usePreview(run, whom);
  const { accountId: me } = useContext(HostContext);
  const online = useOnline();
  const runs = useRuns();
  const personOf = useKnownPeople();
  const forgetAccess = useForgetGroupAccess(run.groupId);
  // What the group gives is asked anew: what another view of it knows may be old.
  useEffect(forgetAccess, [forgetAccess]);
  const [opener] = useState(() => document.activeElement);
  // One dialog follows the other, so that neither knows where the focus was at first.
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && isFocusLost()) opener.focus();
    },
    [opener],
  );

  if (previewing.status !== 'ready' || previewing.preview.accountIds.length === 0) {
    return <PreviewDialog run={run} previewing={previewing} onRetry={askAgain} onClose={onClose} />;
  }
  const { preview } = previewing;
  const people = peopleOf(preview, personOf);
  const confirm = () =>
    void runs.start({
      ...{ action: preview.action, group: preview.group, undoes: run.runId },
      people: new Map(people.map((person) => [person.accountId, person])),
    });
  const note = leftOutText(preview);
  return preview.action === 'restore' ? (
    <ConfirmAddingBack
      people={people}
      groupName={preview.group.name}
      note={note}
      online={online}
      onConfirm={confirm}
      onClose={onClose}
    />
  ) : (
    <ConfirmRun
      people={people}
      group={preview.group}
      members={{ isComplete: false, total: preview.size, loaded: () => [] }}
      nameOf={displayNameOf}
      note={note}
      myAccountId={me}
      online={online}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}

function peopleOf({ accountIds }: Preview, personOf: (accountId: string) => Known): Chosen[] {
  return accountIds.map((accountId) => personOf(accountId) ?? knownById(accountId));
}
