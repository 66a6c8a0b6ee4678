import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import { mapConcurrently } from '../../../../src/mapConcurrently';
import type { Pause } from '../host/createPause';
import { ReadFailed } from '../host/readFailed';
import { forEachOf, runWithPauses, type Work } from '../host/work';
import { costOfRest } from '../members/loading/costOfRest';
import type { MemberList } from '../members/memberList';
import { askGroupsOf, type GroupsOfPerson } from '../membership/askGroupsOf';
import type { PrepareTools } from './preparePlan';
import { readFirstMembers, readRestOfMembers } from './readMembers';
import { FEW } from './whoIsIn';

/** People, and the group they may be in: whether they are has to be known. */
export interface MembershipQuestion {
  groupId: string;
  accountIds: ReadonlySet<string>;
  /** Those of them who are to be taken out of it: that they are not listed does not say that they are not in it. */
  leaving: ReadonlySet<string>;
}

/** Who is in which group, as far as it was asked. */
export interface Memberships {
  standingOf: (groupId: string, accountId: string) => 'in' | 'out' | 'accountGone' | 'notAnswered';
  /** By account id, the groups of those who were asked about person by person. */
  groupsOf: ReadonlyMap<string, CollectedGroups>;
}

/** What asking needs from where it is shown. */
export interface AskTools extends Pick<PrepareTools, 'listed' | 'onProgress' | 'signal'> {
  pause: Pause;
}

/** First pages of groups asked for at once. */
const GROUPS_AT_ONCE = 10;
/** Requests that a group of unknown size may take: more than asking about anybody. */
const UNKNOWN_COST = 1_000_000_000;

/**
 * Asks Confluence about people and groups in as few requests as it knows of: a group is read whole, or its people are asked
 * about, a request a person for all groups at once. Groups that `listed` has are not read again. Those who leave a group
 * and are not listed in it are asked about in any case. `onProgress` is told requests.
 * @param questions a group each
 * @throws ReadFailed; whatever `signal` was aborted with
 */
export async function askMemberships(
  questions: readonly MembershipQuestion[],
  tools: AskTools,
): Promise<Memberships> {
  const { listed, pause, signal } = tools;
  const lists = new Map<string, ReadonlySet<string>>();
  const toAsk = new Set<string>();
  const open: MembershipQuestion[] = [];
  for (const question of questions) {
    const list = listed.get(question.groupId);
    if (!list) {
      open.push(question);
      continue;
    }
    lists.set(question.groupId, list);
    await runWithPauses(addUnlisted(toAsk, question, list), pause);
  }
  const readings = await chooseReadings(open, toAsk, pause);
  signal.throwIfAborted();
  const read = new Set(readings.map(({ question }) => question));
  for (const question of open)
    if (!read.has(question)) await runWithPauses(addEach(toAsk, question.accountIds), pause);

  let done = 0;
  let requests = readings.reduce((sum, { cost }) => sum + cost, 0) + toAsk.size;
  const tell = (more: number) => tools.onProgress(done + more, requests);
  tell(0);
  for (const { question, list, cost } of readings) {
    await readRestOfMembers(question.groupId, list, (share) => tell(Math.floor(cost * share)), signal);
    done += cost;
    const ids = await runWithPauses(idsIn(list), pause);
    lists.set(question.groupId, ids);
    const before = toAsk.size;
    await runWithPauses(addUnlisted(toAsk, question, ids), pause);
    requests += toAsk.size - before;
    tell(0);
  }
  return membershipsOf(lists, await askEach([...toAsk], tell, signal));
}

/** A group that is read whole, and how many requests that takes. */
interface Reading {
  question: MembershipQuestion;
  list: MemberList;
  cost: number;
}

/**
 * The groups to be read whole. Learning how large they are takes a request for each, which brings small ones whole.
 * @param toAsk people who are asked about in any case
 */
async function chooseReadings(
  open: readonly MembershipQuestion[],
  toAsk: ReadonlySet<string>,
  pause: Pause,
): Promise<Reading[]> {
  const asked = new Set(toAsk);
  for (const { accountIds } of distinctPeople(open)) await runWithPauses(addEach(asked, accountIds), pause);
  if (asked.size - toAsk.size <= Math.max(FEW, open.length)) return [];
  const readings = await mapConcurrently(open, GROUPS_AT_ONCE, async (question): Promise<Reading> => {
    const list = await readFirstMembers(question.groupId);
    return { question, list, cost: list.total === undefined ? UNKNOWN_COST : costOfRest(list).requests };
  });
  return cheapest(readings, toAsk, pause);
}

/** Those of the readings with which the fewest requests are left: the others' people are asked about. */
async function cheapest(
  readings: readonly Reading[],
  toAsk: ReadonlySet<string>,
  pause: Pause,
): Promise<Reading[]> {
  // Where a group is large and few are asked about in it, asking is worth most.
  const byWorth = [...readings].sort((a, b) => worthOfAsking(b) - worthOfAsking(a));
  const asked = new Set(toAsk);
  const united = new Set<ReadonlySet<string>>();
  let costToRead = readings.reduce((sum, { cost }) => sum + cost, 0);
  let best = { requests: costToRead + asked.size, asking: 0 };
  for (const [n, { question, cost }] of byWorth.entries()) {
    if (!united.has(question.accountIds)) await runWithPauses(addEach(asked, question.accountIds), pause);
    united.add(question.accountIds);
    costToRead -= cost;
    const requests = costToRead + asked.size;
    if (requests <= best.requests) best = { requests, asking: n + 1 };
  }
  return byWorth.slice(best.asking);
}

function worthOfAsking({ cost, question }: Reading): number {
  return cost - question.accountIds.size;
}

/** One question for each set of people: where people change in several groups, it is the same set. */
function distinctPeople(questions: readonly MembershipQuestion[]): MembershipQuestion[] {
  return [...new Map(questions.map((question) => [question.accountIds, question])).values()];
}

function addEach(ids: Set<string>, more: Iterable<string>): Work<void> {
  return forEachOf(more, (id) => ids.add(id));
}

function addUnlisted(
  ids: Set<string>,
  { leaving }: MembershipQuestion,
  listed: ReadonlySet<string>,
): Work<void> {
  return forEachOf(leaving, (id) => {
    if (!listed.has(id)) ids.add(id);
  });
}

function* idsIn(list: MemberList): Work<Set<string>> {
  const ids = new Set<string>();
  yield* forEachOf(list.loaded(), ({ accountId }) => ids.add(accountId));
  return ids;
}

async function askEach(
  accountIds: readonly string[],
  onAsked: (done: number) => void,
  signal: AbortSignal,
): Promise<Map<string, GroupsOfPerson>> {
  const answers = new Map<string, GroupsOfPerson>();
  if (accountIds.length === 0) return answers;
  const end = await askGroupsOf(accountIds, {
    signal,
    onChecked: (checked) => {
      for (const answer of checked) answers.set(answer.accountId, answer);
      onAsked(answers.size);
    },
  });
  signal.throwIfAborted();
  if (end.status === 'failed') throw new ReadFailed(end.error);
  return answers;
}

function membershipsOf(
  lists: ReadonlyMap<string, ReadonlySet<string>>,
  answers: ReadonlyMap<string, GroupsOfPerson>,
): Memberships {
  const groupsOf = new Map<string, CollectedGroups>();
  for (const answer of answers.values()) if (!('error' in answer)) groupsOf.set(answer.accountId, answer);
  return {
    groupsOf,
    standingOf: (groupId, accountId) => {
      const list = lists.get(groupId);
      if (list?.has(accountId)) return 'in';
      const answer = answers.get(accountId);
      if (!answer) return list ? 'out' : 'notAnswered';
      if ('error' in answer) return answer.error.kind === 'userNotFound' ? 'accountGone' : 'notAnswered';
      if (answer.groups.some(({ id }) => id === groupId)) return 'in';
      return answer.isWhole ? 'out' : 'notAnswered';
    },
  };
}
