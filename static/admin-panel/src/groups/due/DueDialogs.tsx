import { useState, type ReactNode } from 'react';
import { knownById } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import { usePeopleById } from '../../directory/usePeopleById';
import { browserTools } from '../../host/tools';
import { checkUntilDay, lastDayOf } from '../../plan/untilDay';
import { UntilField } from '../../plan/UntilField';
import { untilMessages } from '../../plan/untilMessages';
import { Dialog } from '../../ui/Dialog';
import type { DueMembership } from './dueList';
import { dueMessages } from './dueMessages';

interface Props {
  memberships: readonly DueMembership[];
  onClose: () => void;
}

/** Dialog "Change the date": asks for the new one, and begins with the old one where it is the same of all. */
export function ChangeDate({
  memberships,
  onConfirm,
  onClose,
}: Props & { onConfirm: (until: number) => void }) {
  const [day, setDay] = useState(() => commonDay(memberships));
  const checked = checkUntilDay(day, browserTools.clock.now());
  const only = useOnly(memberships);
  return (
    <Dialog
      isForm
      title={
        only
          ? dueMessages.node('changeOneTitle', only)
          : dueMessages.text('changeTitle', { count: memberships.length })
      }
      confirm={dueMessages.text('changeDate')}
      blocked={
        checked.kind === 'none'
          ? dueMessages.text('chooseDate')
          : checked.kind === 'problem'
            ? untilMessages.text('correctFirst')
            : undefined
      }
      onConfirm={() => checked.kind === 'end' && onConfirm(checked.until)}
      onClose={onClose}
    >
      <UntilField
        {...{ day }}
        onDay={setDay}
        label={dueMessages.text('newDate')}
        hint={dueMessages.text('newDateHint')}
      />
    </Dialog>
  );
}

/** Dialog "Keep NAME in GROUP?": asks before the date is dropped. */
export function KeepMemberships({ memberships, onConfirm, onClose }: Props & { onConfirm: () => void }) {
  const only = useOnly(memberships);
  const count = memberships.length;
  return (
    <Dialog
      title={only ? dueMessages.node('keepOneTitle', only) : dueMessages.text('keepTitle', { count })}
      confirm={dueMessages.text('keep')}
      {...{ onConfirm, onClose }}
    >
      <p>{dueMessages.text('keepText', { count })}</p>
    </Dialog>
  );
}

/** What the person and the group are called, where it is one membership. */
function useOnly(memberships: readonly DueMembership[]): { name: ReactNode; group: ReactNode } | undefined {
  const [first, ...others] = memberships;
  const only = others.length === 0 ? first : undefined;
  const { personOf } = usePeopleById(only ? [[only.accountId]] : []);
  if (!only) return undefined;
  const person = personOf(only.accountId) ?? knownById(only.accountId);
  return { name: <bdi>{displayNameOf(person)}</bdi>, group: <bdi>{only.groupName}</bdi> };
}

/** The last day of all of these; empty where they differ, or it has none. */
function commonDay(memberships: readonly DueMembership[]): string {
  const [until, ...others] = new Set(memberships.map((one) => one.until));
  return until !== undefined && others.length === 0 ? (lastDayOf(Date.parse(until)) ?? '') : '';
}
