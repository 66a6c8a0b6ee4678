import type { Group, GroupAccess } from '../../../../src/contract';
import { formatList } from '../i18n/formatText';
import { planSafeguardMessages } from './planSafeguardMessages';
import { distinctGroups, isUnknown, missing, type Loss, type PlanSafeguards } from './safeguards';
import type { SafeguardState } from './useSafeguards';

/** Groups that are named in a sentence; the others are counted. */
const NAMED = 3;

/** What groups are called in a sentence: the first names, and how many more there are. */
export function groupNamesIn(groups: readonly Group[]): { names: string[]; more: string | undefined } {
  const others = groups.length - NAMED;
  // The last name takes no more room than that there is one more.
  const names = groups.slice(0, others === 1 ? NAMED + 1 : NAMED).map(({ name }) => name);
  const more = others > 1 ? planSafeguardMessages.text('moreGroups', { count: others }) : undefined;
  return { names, more };
}

/** The same as a text. */
export function groupListText(groups: readonly Group[]): string {
  const { names, more } = groupNamesIn(groups);
  return formatList(more === undefined ? names : [...names, more]);
}

/** What the admin may lose by removing themselves, in sentences; none where that is nothing, or not known yet. */
export function lossSentences(safeguards: PlanSafeguards | undefined): string[] {
  if (!safeguards?.self || safeguards.refused.length > 0) return [];
  return safeguards.self.map((loss) => planSafeguardMessages.text(LOSSES[loss]));
}

const LOSSES = {
  administration: 'lossOfAdministration',
  use: 'lossOfUse',
  unknown: 'lossUnknown',
} as const satisfies Record<Loss, string>;

/** Whether it can be taken back by the admin for certain. @param includesMe the admin is among those removed */
export function canTakeBack(includesMe: boolean, safeguards: PlanSafeguards | undefined): boolean {
  return !includesMe || safeguards?.self?.length === 0;
}

/** Why something has to be typed: what groups give, and that many people are removed at once. */
export interface TypingReason {
  id: 'givesAdministration' | 'givesUse' | 'isMany';
  /** Those that give it. */
  groups: readonly Group[];
}

/** Every reason there is, in the order in which they are said. */
export function typingReasons({ groups, gaining, count }: PlanSafeguards): TypingReason[] {
  const losing = groups.filter(({ name }) => name === 'administration').map(groupOf);
  const administering = distinctGroups([...losing, ...gaining]);
  const using = groups.filter(({ use }) => use).map(groupOf);
  return [
    ...(administering.length > 0 ? [{ id: 'givesAdministration', groups: administering } as const] : []),
    ...(using.length > 0 ? [{ id: 'givesUse', groups: using } as const] : []),
    ...(count?.because.includes('many') ? [{ id: 'isMany', groups: [] } as const] : []),
  ];
}

function groupOf({ departures }: PlanSafeguards['groups'][number]): Group {
  return departures.group;
}

/** Groups of which it could not be found out what they give, and what of that. */
export function unknownGroups(safeguards: PlanSafeguards): { groups: Group[]; title: string } | undefined {
  const unknown = safeguards.groups.filter(({ access }) => isUnknown(access));
  const [first] = unknown;
  if (!first) return undefined;
  const groups = unknown.map(groupOf);
  return {
    groups,
    title: planSafeguardMessages.text(unknownTitleOf(first.access), { groups: groupListText(groups) }),
  };
}

function unknownTitleOf({ administration, use }: GroupAccess) {
  if (use !== 'unknown') return 'administrationUnknown';
  return administration === 'unknown' ? 'accessUnknown' : 'useUnknown';
}

/** Why changes cannot be confirmed yet; undefined where nothing stands against it. @param groups that lose or gain people */
export function blockedSentence(
  { safeguards, typed }: Pick<SafeguardState, 'safeguards' | 'typed'>,
  groups: number,
): string | undefined {
  if (!safeguards) return planSafeguardMessages.text('asking', { count: groups });
  const [refused] = safeguards.refused;
  if (refused) {
    const { group, refusal } = refused;
    const id = refusal === 'everyPerson' ? 'wouldHaveApps' : 'wouldBeEmpty';
    return planSafeguardMessages.text(id, { group: group.name });
  }
  const open = missing(safeguards, typed);
  const count = safeguards.names.length;
  if (open.length === 2) return planSafeguardMessages.text('typeBoth', { count });
  switch (open[0]) {
    case 'name':
      return planSafeguardMessages.text('typeNames', { count });
    case 'count':
      return planSafeguardMessages.text('typeNumber');
    case undefined:
      return undefined;
  }
}
