import CrossIcon from '@atlaskit/icon/core/cross';
import { useId, type ReactNode } from 'react';
import { isKnown, type Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import { Lozenge } from '../ui/Lozenge';
import { useTabIndex } from '../ui/tabIndex';
import { nameOrId } from '../ui/visibleText';
import type { Effect } from './effects';
import { effectMessage } from './effectWords';
import type { PlanFlag } from './planFlags';
import { planMessages } from './planMessages';
import styles from './PlanTable.module.css';
import type { PlanEntry } from './preparedPlan';

interface Props {
  /** The row's number among all. */
  index: number;
  /** Its distance from the first, px. */
  start: number;
  /** The Tab key leads to it. */
  isStop: boolean;
  entry: PlanEntry;
  person: Chosen;
  effect: Effect;
  flags: readonly PlanFlag[];
  groupName: string;
  /** Which line of a list it comes from; undefined where it comes from none. */
  line: string | undefined;
  /** All changes are in one group. */
  isOneGroup: boolean;
  /** Absent where nothing can be taken out. */
  onTakeOut: ((entry: PlanEntry) => void) | undefined;
}

/** One planned change: the person, what is done in which group, and what they keep or lose. */
export function PlanRow({
  index,
  start,
  isStop,
  entry,
  person,
  effect,
  flags,
  groupName,
  line,
  isOneGroup,
  onTakeOut,
}: Props) {
  const id = useId();
  return (
    <tr
      role="row"
      className={`${styles.row ?? ''} ${styles.placed ?? ''}`}
      style={{ transform: `translateY(${start}px)` }}
      tabIndex={isStop ? 0 : -1}
      aria-rowindex={index + 2} // The header is the first.
      // Of a row that gets the focus all of its controls would be read otherwise.
      aria-labelledby={`${id}person ${id}change ${id}group ${id}effect`}
    >
      <th id={`${id}person`} role="rowheader" scope="row" className={styles.person}>
        <bdi className={styles.line} title={displayNameOf(person)}>
          {displayNameOf(person)}
        </bdi>
        <SecondLine {...{ person, line }} isTold={flags.includes('sameName')} />
      </th>
      <td id={`${id}group`} role="cell" className={styles.group}>
        <bdi className={styles.line} title={groupName}>
          {groupName}
        </bdi>
      </td>
      <td id={`${id}change`} role="cell" className={styles.change} data-action={entry.action}>
        {planMessages.text(entry.action)}
      </td>
      <td id={`${id}effect`} role="cell" className={styles.effect}>
        <span className={styles.line} data-effect={effect.kind}>
          {effectWords(effect)}
        </span>
        {flags.length > 0 && (
          <span className={styles.flags}>
            {flags.map((flag) => (
              <Lozenge key={flag} appearance={FLAGS[flag].appearance}>
                {planMessages.text(FLAGS[flag].text)}
              </Lozenge>
            ))}
          </span>
        )}
      </td>
      <td role="cell" className={styles.takeOut}>
        {onTakeOut && (
          <TakeOut
            name={displayNameOf(person)}
            groupName={isOneGroup ? undefined : groupName}
            onPress={() => onTakeOut(entry)}
          />
        )}
      </td>
    </tr>
  );
}

interface SecondLineProps extends Pick<Props, 'person' | 'line'> {
  /** Another person of the plan has the same name. */
  isTold: boolean;
}

/** Email address; the account id where that is hidden, and beside it where it tells two people apart; the line of a list. */
function SecondLine({ person, line, isTold }: SecondLineProps) {
  const { accountId } = person;
  const email = isKnown(person) ? person.email : undefined;
  // The name is the id then.
  const isNamedById = email === undefined && displayNameOf(person) === accountId;
  const hasId = !isNamedById && (email === undefined || isTold);
  if (isNamedById && line === undefined) return null;
  return (
    <span className={styles.second} title={[email ?? accountId, line].filter(Boolean).join(', ')}>
      {email !== undefined && <bdi>{email}</bdi>}
      {email !== undefined && hasId && ' '}
      {hasId && <code>{accountId}</code>}
      {line !== undefined && (
        <>
          {!isNamedById && ' · '}
          <bdi>{line}</bdi>
        </>
      )}
    </span>
  );
}

/** @param groupName where the plan is about several groups */
function TakeOut(props: { name: string; groupName: string | undefined; onPress: () => void }) {
  const { name, groupName, onPress } = props;
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      className={styles.button}
      tabIndex={tabIndex}
      aria-label={
        groupName === undefined
          ? planMessages.text('takeOut', { name })
          : planMessages.text('takeOutOf', { name, group: groupName })
      }
      onClick={onPress}
    >
      <CrossIcon label="" size="small" />
    </button>
  );
}

const FLAGS = {
  you: { text: 'flagYou', appearance: 'inprogress' },
  sameName: { text: 'flagSameName', appearance: 'moved' },
  protected: { text: 'flagProtected', appearance: 'inprogress' },
  guest: { text: 'flagGuest', appearance: 'default' },
  app: { text: 'flagApp', appearance: 'new' },
  noAccess: { text: 'flagNoAccess', appearance: 'removed' },
  unknown: { text: 'flagUnknown', appearance: 'moved' },
} as const satisfies Record<PlanFlag, { text: string; appearance: string }>;

/** What a change does to the person's use of Confluence. */
function effectWords(effect: Effect): ReactNode {
  return effect.kind === 'keeps'
    ? planMessages.node('effectKeeps', { group: <bdi>{nameOrId(effect.through)}</bdi> })
    : planMessages.text(effectMessage(effect));
}
