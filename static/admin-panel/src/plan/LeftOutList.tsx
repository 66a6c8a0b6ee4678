import { useId, useMemo, type ReactNode } from 'react';
import type { Group } from '../../../../src/contract';
import { SaveCsv } from '../csv/SaveCsv';
import { displayNameOf } from '../directory/displayName';
import type { LeftOutByReason } from './leftOutByReason';
import styles from './LeftOutList.module.css';
import { REASON_WORDS } from './leftOutWords';
import { lineText, type FilesOfList } from './lineText';
import type { LeftOut, LeftOutReason } from './plan';
import { planMessages } from './planMessages';
import { ProviderFiles } from './ProviderFiles';
import type { PlanPeople } from './usePlanPeople';

interface Props {
  /** At least one. */
  leftOut: readonly LeftOut[];
  /** The same by the reason. */
  byReason: LeftOutByReason;
  people: PlanPeople;
  /** By id, as far as they are known. */
  groups: ReadonlyMap<string, Group>;
  files: FilesOfList;
  /** Shows what was left out for this reason alone. */
  only: LeftOutReason | undefined;
}

/** Lines of one reason that are shown; the file has all of them. */
const SHOWN = 20;

/** What was asked for and is no change of the plan, by the reason, and the files that have all of it. */
export function LeftOutList({ leftOut, byReason, people, groups, files, only }: Props) {
  const id = useId();
  const isTextGone = useMemo(() => leftOut.some(isWithoutText), [leftOut]);
  const { names } = files;
  const save = async () => {
    const { leftOutFile } = await import('./planFiles');
    return leftOutFile(leftOut, { personOf: people.personOf, groups, files: names, now: new Date() });
  };
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          {planMessages.text('leftOut', { count: leftOut.length })}
        </h3>
        <SaveCsv label={planMessages.text('download')} make={save} />
      </div>
      {isTextGone && <p className={styles.note}>{planMessages.text('textNotKept')}</p>}
      {[...byReason].map(
        ([reason, lines]) =>
          (only === undefined || only === reason) && (
            <div key={reason} className={styles.bin}>
              <h4 className={styles.reason}>
                {planMessages.text('reasonHeading', {
                  reason: planMessages.text(REASON_WORDS[reason]),
                  count: lines.length,
                })}
              </h4>
              {reason === 'managedExternally' && (
                <ProviderFiles leftOut={lines} {...{ people, groups }} files={names} />
              )}
              <ul className={styles.lines}>
                {lines.slice(0, SHOWN).map((one, n) => (
                  <li key={n}>{lineOf(one, { people, groups, files })}</li>
                ))}
                {lines.length > SHOWN && (
                  <li>{planMessages.text('moreLeftOut', { count: lines.length - SHOWN })}</li>
                )}
              </ul>
            </div>
          ),
      )}
    </section>
  );
}

/** Whether nothing is known of a line but its number. */
function isWithoutText({ line, text, accountId }: LeftOut): boolean {
  return line !== undefined && text === undefined && accountId === undefined;
}

/** "Line 17: somebody@example.com", "Line 5 of leavers.csv, Ada Lovelace in contractors", "Caleb Norris in contractors" */
function lineOf(
  leftOut: LeftOut,
  { people: { personOf }, groups, files }: Pick<Props, 'people' | 'groups' | 'files'>,
): ReactNode {
  const { text, accountId, groupId } = leftOut;
  const line = lineText(leftOut, files);
  if (line !== undefined && text !== undefined) {
    return planMessages.node('lineText', { line, text: <bdi>{text}</bdi> });
  }
  const name = accountId === undefined ? undefined : <bdi>{displayNameOf(personOf(accountId))}</bdi>;
  const group = groupId === undefined ? undefined : <bdi>{groups.get(groupId)?.name ?? groupId}</bdi>;
  if (line !== undefined) {
    if (!name) return line;
    // Of one group it is said above.
    const isNamed = groups.size > 1 || (groupId !== undefined && !groups.has(groupId));
    const inGroup = group && isNamed ? planMessages.node('inGroup', { name, group }) : name;
    return planMessages.node('lineOf', { line, name: inGroup });
  }
  const who = name ?? (text === undefined ? undefined : <bdi>{text}</bdi>);
  if (!who) return group;
  return group ? planMessages.node('inGroup', { name: who, group }) : who;
}
