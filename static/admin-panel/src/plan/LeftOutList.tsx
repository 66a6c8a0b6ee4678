import { useId, type ReactNode } from 'react';
import type { Group } from '../../../../src/contract';
import { SaveCsv } from '../csv/SaveCsv';
import { displayNameOf } from '../directory/displayName';
import type { LeftOut, LeftOutReason } from './plan';
import styles from './LeftOutList.module.css';
import { planMessages } from './planMessages';
import { binsOf } from './planSummary';
import type { PlanPeople } from './usePlanPeople';
import { REASON_WORDS } from './leftOutWords';

interface Props {
  /** At least one. */
  leftOut: readonly LeftOut[];
  people: PlanPeople;
  /** By id, as far as they are known. */
  groups: ReadonlyMap<string, Group>;
  /** Shows what was left out for this reason alone. */
  only: LeftOutReason | undefined;
}

/** Lines of one reason that are shown; the file has all of them. */
const SHOWN = 20;

/** What was asked for and is no change of the plan, by the reason, and the file that has all of it. */
export function LeftOutList({ leftOut, people, groups, only }: Props) {
  const id = useId();
  const bins = binsOf(leftOut).filter((bin) => only === undefined || bin.id === only);
  const isTextGone = leftOut.some(isWithoutText);
  const save = async () => {
    const { leftOutFile } = await import('./leftOutCsv');
    return leftOutFile(leftOut, groups, new Date());
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
      {bins.map((bin) => {
        const lines = leftOut.filter(({ reason }) => reason === bin.id);
        return (
          <div key={bin.id} className={styles.bin}>
            <h4 className={styles.reason}>
              {planMessages.text('reasonHeading', {
                reason: planMessages.text(REASON_WORDS[bin.id]),
                count: bin.count,
              })}
            </h4>
            <ul className={styles.lines}>
              {lines.slice(0, SHOWN).map((one, n) => (
                <li key={n}>{lineOf(one, people, groups)}</li>
              ))}
              {lines.length > SHOWN && (
                <li>{planMessages.text('moreLeftOut', { count: lines.length - SHOWN })}</li>
              )}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

/** Whether nothing is known of a line but its number. */
function isWithoutText({ line, text, accountId }: LeftOut): boolean {
  return line !== undefined && text === undefined && accountId === undefined;
}

/** "Line 17: somebody@example.com", "Caleb Norris in contractors" */
function lineOf(
  { line, text, accountId, groupId }: LeftOut,
  { personOf }: PlanPeople,
  groups: Props['groups'],
): ReactNode {
  const name = accountId === undefined ? undefined : <bdi>{displayNameOf(personOf(accountId))}</bdi>;
  if (line !== undefined) {
    if (text !== undefined) return planMessages.node('lineText', { line, text: <bdi>{text}</bdi> });
    return name ? planMessages.node('lineOf', { line, name }) : planMessages.text('line', { line });
  }
  if (groupId === undefined) return name ?? text;
  const group = <bdi>{groups.get(groupId)?.name ?? groupId}</bdi>;
  return name ? planMessages.node('inGroup', { name, group }) : group;
}
