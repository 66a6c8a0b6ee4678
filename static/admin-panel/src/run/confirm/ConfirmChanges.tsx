import { useContext, useEffect, useMemo } from 'react';
import type { Change, Group } from '../../../../../src/contract';
import { HostContext } from '../../host/HostContext';
import { useOnline } from '../../host/useOnline';
import { displayNameOf } from '../../members/displayName';
import { knownById, type Chosen } from '../../people/chosen';
import { useKnownPeople } from '../../people/usePeopleById';
import ConfirmRun from '../../removal/ConfirmRun';
import { useForgetAccess } from '../../removal/safeguards/queries';
import type { Begun } from '../activeRun';
import { useLoadedMembers, useNamesOfMembers } from '../loadedMembers';
import { ConfirmAdding } from './ConfirmAdding';
import { ConfirmSeveral } from './ConfirmSeveral';
import { partsOf } from './parts';

interface Props {
  /** Those that would be made. At least one. */
  changes: readonly Change[];
  /** By id. */
  groups: ReadonlyMap<string, Group>;
  /** As far as the run knows them. */
  people: ReadonlyMap<string, Chosen>;
  isUndo: boolean;
  begun: Begun;
  onConfirm: () => void;
  onClose: () => void;
}

/**
 * Asks before changes of a run that was begun before are made: what is asked for the first time, and whose run it is. One
 * admin's plan is not carried out by another who did not see it.
 */
export default function ConfirmChanges(props: Props) {
  const { changes, groups, people, isUndo, begun, onConfirm, onClose } = props;
  const { accountId: myAccountId } = useContext(HostContext);
  const online = useOnline();
  const membersOf = useLoadedMembers();
  const knownPerson = useKnownPeople();
  const parts = partsOf(changes, groups);
  useAskAccessAnew(parts.map(({ group }) => group.id));

  const namesOfMembers = useNamesOfMembers();
  const names = useMemo(() => namesOfMembers(groups.keys()), [namesOfMembers, groups]);
  const personOf = (accountId: string): Chosen =>
    people.get(accountId) ?? names.get(accountId) ?? knownPerson(accountId) ?? knownById(accountId);
  const asked = { begun, online, onConfirm, onClose };
  const [part, ...others] = parts;
  if (!part) return null;
  if (others.length > 0) {
    return <ConfirmSeveral {...asked} parts={parts} {...{ personOf, membersOf, isUndo, myAccountId }} />;
  }
  const chosen = part.accountIds.map(personOf);
  switch (part.action) {
    case 'remove':
      return (
        <ConfirmRun
          {...asked}
          people={chosen}
          group={part.group}
          members={membersOf(part.group.id)}
          nameOf={displayNameOf}
          myAccountId={myAccountId}
        />
      );
    case 'add':
      return <ConfirmAdding {...asked} people={chosen} groupName={part.group.name} isUndo={isUndo} note="" />;
  }
}

/** Forgets what the groups give when the question is over: the next one may come much later. */
function useAskAccessAnew(groupIds: readonly string[]): void {
  const forget = useForgetAccess();
  const ids = groupIds.join(' ');
  useEffect(() => () => ids.split(' ').forEach(forget), [forget, ids]);
}
