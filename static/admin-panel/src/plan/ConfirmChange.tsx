import { useCallback, useContext, useMemo, type ReactNode } from 'react';
import type { Change, Group } from '../../../../src/contract';
import { isRemoval } from '../../../../src/membership/actions';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { isKnown, type Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import { accessOf } from '../directory/useAccessGroups';
import { useGroupsOf } from '../directory/useGroupsOf';
import { useProtected } from '../directory/useProtected';
import { HostContext } from '../host/HostContext';
import { browserTools } from '../host/tools';
import { useOnline } from '../host/useOnline';
import { changeKindOf } from '../run/runKind';
import { Dialog } from '../ui/Dialog';
import { dayText } from '../ui/timeText';
import { nameOrId } from '../ui/visibleText';
import styles from './ConfirmChange.module.css';
import { effectsOf, type Effect } from './effects';
import { keyOfChange } from './plan';
import { planMessages } from './planMessages';
import { SafeguardFields } from './SafeguardFields';
import { SafeguardWords } from './SafeguardWords';
import { blockedSentence, canTakeBack } from './safeguardWords';
import { checkUntilDay } from './untilDay';
import { UntilField, type UntilChoice } from './UntilField';
import { untilMessages } from './untilMessages';
import { useSafeguards, type SafeguardState } from './useSafeguards';

interface Props {
  change: Change;
  person: Chosen;
  group: Group;
  /** It takes an earlier change back. */
  isUndo?: boolean;
  /** Of an addition that may have an end. */
  until?: UntilChoice;
  /** @param until when the membership ends, ms since the epoch; absent where it has no end */
  onConfirm: (until?: number) => void;
  /** Called however the dialog closes, after `onConfirm` if that. */
  onClose: () => void;
}

/**
 * Dialog "Remove NAME from GROUP?", "Add NAME to GROUP?" or "Add NAME back to GROUP?": the one change that has no plan. Three
 * requests for what the group gives, one about the person where it gives use of Confluence, and one for an
 * administrators' group that loses them.
 */
export default function ConfirmChange({ change, person, group, isUndo = false, ...props }: Props) {
  const { onConfirm, onClose } = props;
  const { accountId: me } = useContext(HostContext);
  const isRemoving = isRemoval(change);
  const departures = useMemo(
    () => (isRemoving ? [{ group, accountIds: [person.accountId] }] : []),
    [isRemoving, group, person.accountId],
  );
  const arrivals = useMemo(() => (isRemoving ? [] : [group]), [isRemoving, group]);
  const personOf = useCallback(() => person, [person]);
  const state = useSafeguards(departures, arrivals, personOf);
  const effect = useEffectOfChange(change, person, state);
  const until = isRemoving || isManagedExternally(group) ? undefined : props.until;
  const end = checkUntilDay(until?.day ?? '', browserTools.clock.now());
  const blocked =
    useBlocked({ isRemoving, person, group, state }) ??
    (end.kind === 'problem' ? untilMessages.text('correctFirst') : undefined);
  const isMe = person.accountId === me;
  const isRefused = (state.safeguards?.refused.length ?? 0) > 0;
  return (
    <Dialog
      title={planMessages.node(QUESTIONS[changeKindOf(change, isUndo)], {
        name: <bdi>{displayNameOf(person)}</bdi>,
        group: <bdi>{nameOrId(group)}</bdi>,
      })}
      confirm={planMessages.text(change.action)}
      appearance={isRemoving ? 'danger' : 'primary'}
      blocked={blocked}
      fields={
        <>
          {until && <UntilField {...until} />}
          <SafeguardFields state={state} />
        </>
      }
      onConfirm={() => onConfirm(end.kind === 'end' ? end.until : undefined)}
      onClose={onClose}
    >
      {/* Two people can have the same name. */}
      <p className={styles.who}>{whoIs(person)}</p>
      <SafeguardWords state={state} self={isRemoving && isMe ? 'alone' : undefined} />
      {!isRefused && (
        <>
          {effect && <p>{effectSentence(effect, isRemoving)}</p>}
          <p>{consequences({ isRemoving, isMe, isUndo, state })}</p>
          {until && end.kind === 'end' && <p>{untilMessages.text('added', { day: dayText(until.day) })}</p>}
        </>
      )}
    </Dialog>
  );
}

const QUESTIONS = { remove: 'removeQuestion', add: 'addQuestion', addBack: 'addBackQuestion' } as const;

function whoIs(person: Chosen): ReactNode {
  const id = <code>{person.accountId}</code>;
  const email = isKnown(person) ? person.email : undefined;
  return email === undefined
    ? planMessages.node('idAlone', { id })
    : planMessages.node('emailAndId', { email: <bdi>{email}</bdi>, id });
}

interface Consequences {
  isRemoving: boolean;
  isMe: boolean;
  isUndo: boolean;
  state: SafeguardState;
}

function consequences({ isRemoving, isMe, isUndo, state }: Consequences): string {
  const count = 1;
  const undo = planMessages.text('canUndo');
  if (!isRemoving) {
    return `${isUndo ? planMessages.text('getBack') : planMessages.text('get', { count })} ${undo}`;
  }
  const loss = isMe ? planMessages.text('youLose') : planMessages.text('lose', { count });
  return canTakeBack(isMe, state.safeguards) ? `${loss} ${undo}` : loss;
}

/** What the change does to the person's use of Confluence; nothing where the group does not give it. */
function useEffectOfChange(change: Change, person: Chosen, { access }: SafeguardState): Effect | undefined {
  const use = access.status === 'known' ? access.groups.use : undefined;
  const givesUse = access.status === 'known' && accessOf(access.groups, change.groupId).use !== 'no';
  const { data, isFetching } = useGroupsOf(givesUse ? change.accountId : undefined);
  if (!use || !givesUse) return undefined;
  const [effect] = effectsOf([{ ...change, key: keyOfChange(change) }], {
    use,
    groupsOf: () => (isFetching ? 'asking' : (data ?? 'notAnswered')),
    personOf: () => person,
  });
  return effect;
}

function effectSentence(effect: Effect, isRemoving: boolean): ReactNode {
  switch (effect.kind) {
    case 'keeps':
      return planMessages.node('oneKeeps', { group: <bdi>{nameOrId(effect.through)}</bdi> });
    case 'loses':
    case 'gets':
    case 'has':
    case 'notInGroup':
    case 'inGroup':
    case 'hasNone':
      return planMessages.text(SENTENCES[effect.kind]);
    case 'unknown':
      if (effect.because === 'asking') return planMessages.text('oneAsking');
      return planMessages.text(isRemoving ? 'oneKeepsUnknown' : 'oneGetsUnknown');
    case 'none':
      return null;
  }
}

const SENTENCES = {
  loses: 'oneLoses',
  gets: 'oneGets',
  has: 'oneHas',
  notInGroup: 'oneNotInGroup',
  inGroup: 'oneInGroup',
  hasNone: 'oneHasNone',
} as const;

interface About {
  isRemoving: boolean;
  person: Chosen;
  group: Group;
  state: SafeguardState;
}

/** Why the change cannot be made now; undefined where it can. */
function useBlocked({ isRemoving, person, group, state }: About): string | undefined {
  const online = useOnline();
  // Asking would cost three points: the function looks in any case, and says so.
  const list = useProtected(false);
  if (!online) return planMessages.text('whileOffline');
  if (isManagedExternally(group)) return planMessages.text('oneManaged');
  if (isRemoving && list.data?.includes(person.accountId) === true) return planMessages.text('oneProtected');
  return blockedSentence(state, 1);
}
