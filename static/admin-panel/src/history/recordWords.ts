import { createElement, type ReactNode } from 'react';
import type { OutcomeName, RunRecord } from '../../../../src/contract';
import { MAX_CHANGES_IN_CALL } from '../../../../src/contract/limits';
import type { Known } from '../directory/usePeopleById';
import { formatList } from '../i18n/formatText';
import { nameOfRecordedGroup } from '../run/groupsText';
import { kindOfChanges, type RunKind } from '../run/runKind';
import { isVisible } from '../ui/visibleText';
import { historyMessages } from './historyMessages';

/** What a row of the history says of one run, in words. */

/** What is done as a whole, as the sentences select by it: `removals` and `additions` are in several groups. */
type What = RunKind | 'removals' | 'additions';

type Sentence = 'titleNamed' | 'titleCounted' | 'titlePart' | 'titleWantedNamed' | 'titleWantedCounted';

interface Title {
  sentence: Sentence;
  /** The arguments of every title. */
  values: {
    what: What;
    name: string;
    others: number;
    done: number;
    total: number;
    group: string;
    groups: number;
  };
}

/** Whether a sentence names people; the others count changes where these are in several groups. */
const NAMES_PEOPLE: Record<Sentence, boolean> = {
  titleNamed: true,
  titleWantedNamed: true,
  titleCounted: false,
  titleWantedCounted: false,
  titlePart: false,
};

type PersonOf = (accountId: string) => Known;

/** What a run did, as far as the record says: "Removed Caleb Norris and 2 others from contractors". */
export function recordTitle(run: RunRecord, personOf: PersonOf): string {
  const { sentence, values } = titleOf(run, personOf);
  return historyMessages.text(sentence, values);
}

/** The same with names set apart from the sentence. */
export function recordTitleNode(run: RunRecord, personOf: PersonOf): ReactNode {
  const { sentence, values } = titleOf(run, personOf);
  return historyMessages.node(sentence, {
    ...values,
    name: createElement('bdi', null, values.name),
    group: createElement('bdi', null, values.group),
  });
}

/** Changes by what became of them: "238 done and 2 failed". */
export function recordOutcomeText({ counts, endedAt }: Pick<RunRecord, 'counts' | 'endedAt'>): string {
  const others: readonly OutcomeName[] = ['unchanged', 'failed', 'unconfirmed', 'notAttempted'];
  const shown = others.filter((name) => counts[name] > 0);
  const isDoneShown = counts.done > 0 || shown.length === 0;
  return formatList(
    (isDoneShown ? (['done', ...shown] as const) : shown).map((name) =>
      historyMessages.text('outcomeCount', {
        outcome: name === 'notAttempted' && endedAt === undefined ? 'left' : name,
        count: counts[name],
      }),
    ),
  );
}

function titleOf(run: RunRecord, personOf: PersonOf): Title {
  const { groups, counts, total, firstAccountIds } = run;
  const [group] = groups;
  const people = countPeople(run);
  const person = people === undefined ? undefined : personOf(firstAccountIds[0] ?? '');
  const name = person && isVisible(person.displayName) ? person.displayName : undefined;
  const sentence = sentenceFor(run, name !== undefined);
  const kind = kindOfChanges(run.actions, 1, run.undoes !== undefined);
  return {
    sentence,
    values: {
      what: NAMES_PEOPLE[sentence] ? kind : whatOf(kind, groups.length),
      name: name ?? '',
      others: (people ?? total) - 1,
      ...{ done: counts.done, total },
      group: group ? nameOfRecordedGroup(group) : '',
      groups: groups.length,
    },
  };
}

/** Nothing is claimed of a run that has not ended, or has made no change. */
function sentenceFor({ counts, total, endedAt }: RunRecord, isNamed: boolean): Sentence {
  if (endedAt === undefined || counts.done === 0) return isNamed ? 'titleWantedNamed' : 'titleWantedCounted';
  if (counts.done < total) return 'titlePart';
  return isNamed ? 'titleNamed' : 'titleCounted';
}

/** How many people a run is about, where that is known: in one group each change is another person's. */
function countPeople({ groups, total, actions, firstAccountIds }: RunRecord): number | undefined {
  if (firstAccountIds.length === 0) return undefined;
  if (groups.length === 1 && (actions.add === 0 || actions.remove === 0)) return total;
  // A record names the first three people of those it was begun with.
  const namesAll = firstAccountIds.length < 3 && total <= MAX_CHANGES_IN_CALL;
  return namesAll ? firstAccountIds.length : undefined;
}

function whatOf(kind: RunKind, groups: number): What {
  if (groups === 1) return kind;
  switch (kind) {
    case 'remove':
      return 'removals';
    case 'add':
    case 'addBack':
      return 'additions';
    case 'changes':
      return kind;
  }
}
