import type { RunRecord } from '../../../../src/contract';
import { hasEnded, type RunSnapshot } from '../../../../src/run/runSnapshot';
import { knownById } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import type { Known } from '../directory/usePeopleById';
import type { ActiveRun } from './activeRun';
import { dockMessages } from './dockMessages';
import { namesOfGroups, namesOfRecordedGroups } from './groupsText';
import { groupTextValues, groupValues } from './groupValues';
import { runKindOf, type RunKind } from './runKind';

/** What a run did or does, in numbers. */
export interface ToldRun {
  kind: RunKind;
  groupNames: readonly string[];
  /** Changes made, and changes in all. */
  done: number;
  total: number;
  hasEnded: boolean;
}

/** What is told of the page's run. */
export function toldRunOf(active: ActiveRun, { counts, total, state }: RunSnapshot): ToldRun {
  const groupNames = namesOfGroups(active);
  return { kind: active.kind, groupNames, done: counts.done, total, hasEnded: hasEnded(state) };
}

/** What is told of a run of the history. */
export function toldRecordOf(run: RunRecord): ToldRun {
  const { counts, total, endedAt } = run;
  return {
    ...{ kind: runKindOf(run), groupNames: namesOfRecordedGroups(run), done: counts.done, total },
    hasEnded: endedAt !== undefined,
  };
}

/** "Removed 240 people from contractors": what a run did, or is doing. */
export function RunTitle(run: ToldRun) {
  const { id, values } = titleOf(run);
  return dockMessages.node(id, { ...values, ...groupValues(run.groupNames) });
}

/** The same as text. */
export function runTitleText(run: ToldRun): string {
  const { id, values } = titleOf(run);
  return dockMessages.text(id, { ...values, ...groupTextValues(run.groupNames) });
}

function titleOf({ kind, done, total, hasEnded: isOver }: ToldRun) {
  const values = { what: kind, done, count: total };
  if (!isOver) return { id: 'doing', values } as const;
  return { id: done === total ? 'didAll' : 'didSome', values } as const;
}

/** People named in a sentence; the rest are counted. */
export const PEOPLE_NAMED = 2;

interface NamedProps {
  run: ToldRun;
  /** Whose changes were made, the first of them; and how many people that is of. */
  accountIds: readonly string[];
  people: number;
  personOf: (accountId: string) => Known;
}

/**
 * "Removed Caleb Norris, Ann Lee, and 1 other from contractors": who was changed, by name. Counts where no change was made,
 * or it is not over.
 */
export function NamedRunTitle({ run, accountIds, people, personOf }: NamedProps) {
  if (!run.hasEnded || accountIds.length === 0) return <RunTitle {...run} />;
  const [first, second] = accountIds.map((accountId) => (
    <bdi key={accountId}>{displayNameOf(personOf(accountId) ?? knownById(accountId))}</bdi>
  ));
  return dockMessages.node('didNamed', {
    what: run.kind,
    names: dockMessages.node('names', { people, first, second }),
    count: run.done,
    ...groupValues(run.groupNames),
  });
}
