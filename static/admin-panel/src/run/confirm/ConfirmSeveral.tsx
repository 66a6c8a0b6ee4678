import { useCallback, useEffect, useState } from 'react';
import { isRemoval } from '../../../../../src/membership/actions';
import { displayNameOf } from '../../members/displayName';
import type { Chosen } from '../../people/chosen';
import { FirstPeople } from '../../people/FirstPeople';
import { notableWords } from '../../removal/notable';
import { SafeguardFields } from '../../removal/safeguards/SafeguardFields';
import type { Members } from '../../removal/safeguards/safeguards';
import { SafeguardWords } from '../../removal/safeguards/SafeguardWords';
import { useSafeguards } from '../../removal/safeguards/useSafeguards';
import { lossWords } from '../../removal/safeguards/words';
import { Dialog } from '../../ui/Dialog';
import { wordsOf, wordsOfPlan } from '../actionWords';
import type { Begun } from '../activeRun';
import { GroupNames } from '../GroupNames';
import { BegunBy } from './BegunBy';
import styles from './ConfirmSeveral.module.css';
import type { PlanPart } from './parts';

interface Props {
  parts: readonly PlanPart[];
  personOf: (accountId: string) => Chosen;
  membersOf: (groupId: string) => Members;
  isUndo: boolean;
  /** What is left out; may be empty. */
  note?: string;
  begun: Begun;
  /** The admin who is looking. */
  myAccountId: string | undefined;
  online: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Make N changes in M groups?": what is done in each, with the safeguards of those that lose people. */
export function ConfirmSeveral(props: Props) {
  const { parts, personOf, membersOf, isUndo, note = '', begun, myAccountId, online } = props;
  const { onConfirm, onClose } = props;
  const { blocked, onBlocked } = useBlocked(parts);
  const actions = { add: countIn(parts, 'add'), remove: countIn(parts, 'remove') };
  const names = new Map(parts.map(({ group }) => [group.id, group.name]));
  const words = wordsOfPlan(actions, names.size, isUndo);
  return (
    <Dialog
      title={
        <>
          {words.question(words.amount(actions.add + actions.remove))}{' '}
          <GroupNames names={[...names.values()]} />?
        </>
      }
      confirm={words.confirm}
      appearance={actions.remove > 0 ? 'danger' : 'primary'}
      isDisabled={!online}
      blocked={blocked}
      isForm
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <BegunBy begun={begun} words={words} />
      {note !== '' && <p>{note}</p>}
      <ul className={styles.parts}>
        {parts.map((part) => {
          const { group, action, accountIds } = part;
          const { question, amount } = wordsOf(action, isUndo);
          const people = accountIds.map(personOf);
          return (
            <li key={`${group.id} ${action}`}>
              <h3 className={styles.part}>
                {question(amount(people.length))} <bdi>{group.name}</bdi>
              </h3>
              <FirstPeople people={people} nameOf={displayNameOf} />
              {isRemoval(part) && (
                <Removal
                  part={part}
                  people={people}
                  members={membersOf(group.id)}
                  {...{ myAccountId, online, onBlocked }}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

interface RemovalProps {
  part: PlanPart;
  people: readonly Chosen[];
  members: Members;
  myAccountId: string | undefined;
  online: boolean;
  onBlocked: (groupId: string, blocked: string | undefined) => void;
}

/** What is to be known and typed before people are taken out of one of the groups. */
function Removal({ part: { group }, people, members, myAccountId, online, onBlocked }: RemovalProps) {
  const state = useSafeguards(group, { people, members, myAccountId }, online);
  const { blocked } = state;
  useEffect(() => onBlocked(group.id, blocked), [onBlocked, group.id, blocked]);
  return (
    <>
      {people.some(({ accountId }) => accountId === myAccountId) && (
        <p className={styles.warning}>Your own account is among them. {lossWords(state.safeguards)}</p>
      )}
      {notableWords(people).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <SafeguardWords state={state} />
      <SafeguardFields state={state} groupName={group.name} people={people.length} />
    </>
  );
}

/** Why it cannot be confirmed yet: what the first group says for which that is so. */
function useBlocked(parts: readonly PlanPart[]) {
  const [told, setTold] = useState<ReadonlyMap<string, string | undefined>>(new Map());
  const onBlocked = useCallback(
    (groupId: string, blocked: string | undefined) =>
      setTold((before) => new Map(before).set(groupId, blocked)),
    [],
  );
  const waiting = parts.find(
    ({ group, action }) => isRemoval({ action }) && (!told.has(group.id) || told.get(group.id) !== undefined),
  );
  const blocked = waiting && `${waiting.group.name}: ${told.get(waiting.group.id) ?? 'checking…'}`;
  return { blocked, onBlocked };
}

function countIn(parts: readonly PlanPart[], action: PlanPart['action']): number {
  return parts.reduce((sum, part) => (part.action === action ? sum + part.accountIds.length : sum), 0);
}
