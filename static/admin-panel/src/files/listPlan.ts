import type { Action, Group } from '../../../../src/contract';
import type { Pause } from '../host/createPause';
import { forEachWithPauses } from '../host/work';
import type { MatchedList, UnmatchedLine } from '../lists/match/matchedList';
import type { GroupMeant } from '../lists/match/useNamedGroups';
import type { Mention, OmissionReason } from '../lists/mention';
import type { LeftOut, LeftOutReason, PlannedPerson, PlanSource } from '../plan/plan';
import type { ListTarget, RowTarget } from './listChoice';

type ListPlan = Extract<PlanSource, { kind: 'list' }>;

/**
 * The plan of a list whose every line is decided. Each line is that of a person, or is left out with the reason.
 * @param pause rejects once the plan is not wanted any more
 */
export async function planOfList(matched: MatchedList, target: ListTarget, pause: Pause): Promise<ListPlan> {
  const { people, leftOut } =
    target.kind === 'rows' ? await planRows(matched, target, pause) : planPeople(matched);
  await pause();
  return {
    ...{ kind: 'list', people, leftOut: [...leftOut, ...leftOutOf(matched)], lines: matched.lines },
    change: target.kind === 'rows' ? { kind: 'rows', action: defaultOf(target.action) } : target.change,
  };
}

interface PlanLines {
  people: PlannedPerson[];
  leftOut: LeftOut[];
}

function planPeople({ found }: MatchedList): PlanLines {
  const people = found.map(({ person, mention: { file, line } }) => ({
    ...{ accountId: person.accountId, file, line },
  }));
  return { people, leftOut: [] };
}

/** Rows that say nothing are left out where each says what is to be done. */
function defaultOf(action: RowTarget['action']): Action {
  return action === 'byRow' ? 'remove' : action;
}

async function planRows(
  { found }: MatchedList,
  { groupOf, action }: RowTarget,
  pause: Pause,
): Promise<PlanLines> {
  const planned: PlanLines = { people: [], leftOut: [] };
  const actions = await actionsAsked(found, groupOf, pause);
  const seen = new Set<string>();
  await forEachWithPauses(found, pause, ({ person, mention }) => {
    const { accountId } = person;
    const leaveOut = (reason: LeftOutReason) =>
      planned.leftOut.push({ ...spotOf(mention), reason, accountId });
    if (mention.groupId === undefined && mention.groupName === undefined) return leaveOut('groupGone');
    const group = groupOf(mention.groupId, mention.groupName);
    if (typeof group === 'string') return leaveOut(REASON_OF_GROUP[group]);
    const wanted = action === 'byRow' ? mention.action : action;
    if (wanted === undefined) return leaveOut('actionUnclear');
    const key = membershipKey(group, accountId);
    // A row that adds and one that removes: neither is what the file says.
    if (action === 'byRow' && (actions.get(key)?.size ?? 0) > 1) return leaveOut('actionUnclear');
    // Once by the group's id, once by its name.
    if (seen.has(key)) return leaveOut('duplicate');
    seen.add(key);
    const { file, line } = mention;
    return planned.people.push({ accountId, file, line, groupId: group.id, action: wanted });
  });
  return planned;
}

/** What the rows want done with each membership. */
async function actionsAsked(
  found: MatchedList['found'],
  groupOf: RowTarget['groupOf'],
  pause: Pause,
): Promise<ReadonlyMap<string, ReadonlySet<Action>>> {
  const asked = new Map<string, Set<Action>>();
  await forEachWithPauses(found, pause, ({ person, mention }) => {
    if (!mention.action) return;
    const group = groupOf(mention.groupId, mention.groupName);
    if (typeof group === 'string') return;
    const key = membershipKey(group, person.accountId);
    const known = asked.get(key);
    if (known) known.add(mention.action);
    else asked.set(key, new Set([mention.action]));
  });
  return asked;
}

function membershipKey({ id }: Group, accountId: string): string {
  return `${id} ${accountId}`;
}

/** Lines that name no person to be changed, whatever is done. */
function leftOutOf({ choices, unmatched, pending, repeated, omissions }: MatchedList): LeftOut[] {
  return [
    ...choices.map(({ mention }): LeftOut => ({ ...spotOf(mention), reason: 'ambiguous' })),
    ...unmatched.map((one): LeftOut => ({ ...spotOf(one.mention), reason: REASON_OF_UNMATCHED[one.why] })),
    ...pending.map(({ mention }): LeftOut => ({ ...spotOf(mention), reason: 'notAnswered' })),
    ...repeated.map(({ mention, accountId }): LeftOut => ({
      ...{ ...spotOf(mention), reason: 'duplicate', accountId },
    })),
    ...omissions.map(({ file, line, text, why }): LeftOut => ({
      ...{ file, line, text, reason: REASON_OF_OMISSION[why] },
    })),
  ];
}

function spotOf({ file, line, text }: Mention): Pick<LeftOut, 'file' | 'line' | 'text'> {
  return { file, line, text };
}

const REASON_OF_UNMATCHED: Record<UnmatchedLine['why'], LeftOutReason> = {
  noSuchId: 'accountGone',
  noSuchEmail: 'notMatched',
  noSuchName: 'notMatched',
  withoutId: 'notMatched',
  notAnswered: 'notAnswered',
  notAsked: 'notAsked',
};

const REASON_OF_GROUP: Record<Extract<GroupMeant, string>, LeftOutReason> = {
  asking: 'notAnswered',
  notFound: 'groupGone',
  notAnswered: 'notAnswered',
  notListed: 'notAnswered',
  tooMany: 'notAsked',
};

const REASON_OF_OMISSION: Record<OmissionReason, LeftOutReason> = {
  unreadable: 'unreadable',
  otherRole: 'otherRole',
  notAPerson: 'notAPerson',
  otherProduct: 'otherProduct',
  filtered: 'filtered',
  otherGroup: 'otherGroup',
};

/** How many people were found, each counted once. */
export async function countPeople(found: MatchedList['found'], pause: Pause): Promise<number> {
  const people = new Set<string>();
  await forEachWithPauses(found, pause, ({ person }) => people.add(person.accountId));
  return people.size;
}
