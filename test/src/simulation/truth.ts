import type { Change } from '../../../src/contract/changes';
import type { RecordedChange, RunEvent } from '../../../src/contract/runs';
import { listPersonEvents } from '../../../src/history/listPersonEvents';
import { eventOf, readEntries } from '../../../src/history/log';
import { ACTIONS } from '../../../src/membership/actions';
import { membershipKey } from '../../../src/membership/changeBlocks';
import { NOT_ATTEMPTED, type ChangeState } from '../../../src/run/changeState';
import { countOutcomes, foldRun } from '../../../src/run/foldRun';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import { recordOfRun } from './page';
import { complaintsAboutRequests, complaintsAboutRest, complaintsAboutWork } from './workTruth';
import type { World } from './world';

const LOG_ENTRIES = 1_000;

/**
 * What was done to the directory, and what the page says of a run that it drives, held against the directory. Each
 * complaint is a sentence; there must be none.
 */
export function complaintsAbout(world: World): string[] {
  const { site, changes, bystanders } = world;
  const complaints: string[] = [];
  const planned = new Set(changes.map(describe));
  if (site.requests.some((request) => !planned.has(describe(request))))
    complaints.push('Somebody else was touched.');
  const isGone = [...site.groups.values()].some((group) => bystanders.some((one) => !group.has(one)));
  if (isGone) complaints.push('A bystander is gone.');
  if (site.requests.some((request) => isProtected(request, world))) {
    complaints.push('Confluence was asked to remove a protected person.');
  }
  return [
    ...complaints,
    ...(world.isLeft ? [] : complaintsAboutPage(world)),
    ...untimely(world),
    ...leftWithout(world),
    ...beyondPart(world),
    ...complaintsAboutRequests(world),
  ];
}

function complaintsAboutPage(world: World): string[] {
  const { run, changes } = world;
  const { counts, total, state, stopped } = run.getSnapshot();
  const complaints = changes.flatMap((change, n) => {
    const standing = run.standingOf(n);
    const problem = standing ? untruthIn(stateIn(standing), n, world) : 'has no outcome';
    return problem === undefined ? [] : [`${describe(change)} ${problem}: ${JSON.stringify(standing)}`];
  });
  if (total !== changes.length) complaints.push('A change is missing.');
  const { done, unchanged, failed, unconfirmed, notAttempted, left } = counts;
  if (done + unchanged + failed + unconfirmed + notAttempted !== total || left !== 0) {
    complaints.push(`The counts do not add up: ${JSON.stringify(counts)}.`);
  }
  const isExplained = (n: number) =>
    waitsForAddition(n, world) || stopped.some(({ groupId }) => groupId === changes[n]?.groupId);
  // What was open when it was retried may turn out not to have been attempted.
  const isAsked = (n: number) => world.part?.changes.has(n) ?? true;
  const isLeft = (n: number) => isAsked(n) && run.standingOf(n)?.status === 'notAttempted' && !isExplained(n);
  // What a check finds later is for the next retry.
  if (state.name === 'done' && world.checked.size === 0 && changes.some((_, n) => isLeft(n))) {
    complaints.push('It is done, but not with everyone.');
  }
  return complaints;
}

/** What the history says of a run: the fold of its log, true in the directory, and the same as its page says. */
export async function complaintsAboutHistory(world: World): Promise<string[]> {
  const { run, storage, changes, isLeft } = world;
  const snapshot = run.getSnapshot();
  storage.isCalm = true;
  const runId = isLeft ? await world.pages.find() : run.runId;
  if (runId === undefined) {
    storage.isCalm = false;
    const isUntouched = snapshot.counts.notAttempted === snapshot.total || isLeft;
    return isUntouched || snapshot.notClosed ? [] : ['It has no record.'];
  }
  const { run: record, changes: recorded } = await recordOfRun(storage, runId);
  const told = await toldOf(recorded, runId, world);
  const log = await readEntries(storage, runId, 0, LOG_ENTRIES);
  const seenElsewhere = (await world.follower?.differences(recorded)) ?? [];
  storage.isCalm = false;
  const events = log.map(eventOf).filter((event): event is RunEvent => event !== undefined);
  const folded = foldRun(events);
  const isPageTold = !isLeft && !snapshot.notClosed;
  const complaints = recorded.flatMap((change, n) => {
    const problem =
      untruthIn(change, n, world) ??
      disagreement(change, folded.get(n) ?? NOT_ATTEMPTED, 'its log') ??
      (isPageTold ? disagreement(change, stateAt(n, world), 'its page') : undefined);
    return problem === undefined ? [] : [`${describe(change)} ${problem}: ${JSON.stringify(change)}`];
  });
  if (recorded.length !== changes.length) complaints.push('The record is about others.');
  complaints.push(
    ...told,
    ...seenElsewhere,
    ...complaintsAboutWork(world, { run: record, changes: recorded }, log),
  );
  if (isLeft) complaints.push(...complaintsAboutRest(world, record, log));
  if (recorded.some((change, n) => describe(change) !== describe(changes[n])))
    complaints.push('The record has another order.');
  const counts = countOutcomes(recorded.map(stateOf), recorded.length);
  if (JSON.stringify(sorted(counts)) !== JSON.stringify(sorted(record.counts)))
    complaints.push('The record counts otherwise than its changes.');
  const { left, ...said } = snapshot.counts;
  if (isPageTold && JSON.stringify(sorted(said)) !== JSON.stringify(sorted(counts))) {
    complaints.push(
      `The page counts ${JSON.stringify(said)} and ${left} left, the history ${JSON.stringify(counts)}.`,
    );
  }
  return complaints;
}

/** Where what is told of a person by themselves is not what the run's record says of them. */
async function toldOf(
  recorded: readonly RecordedChange[],
  runId: string,
  { storage }: World,
): Promise<string[]> {
  const people = new Set([recorded[0], recorded.at(-1)].flatMap((change) => change?.accountId ?? []));
  const complaints = [...people].map(async (personId) => {
    const { events } = await listPersonEvents(storage, { personId, limit: 200 }, storage);
    const said = events
      .filter((event) => event.runId === runId)
      .map(({ index, outcome, reason, by }) => ({ index, outcome, reason, by }));
    const expected = recorded
      .filter(({ accountId }) => accountId === personId)
      .map(({ index, outcome, reason, by }) => ({ index, outcome, reason, by }));
    return JSON.stringify(said) === JSON.stringify(expected)
      ? []
      : [`Of ${personId} is told ${JSON.stringify(said)}, and not ${JSON.stringify(expected)}.`];
  });
  return (await Promise.all(complaints)).flat();
}

function isProtected({ action, accountId }: Change, { protectedPeople }: World): boolean {
  return action === 'remove' && protectedPeople.has(accountId);
}

function stateAt(n: number, { run }: World): ChangeState {
  const standing = run.standingOf(n);
  return standing ? stateIn(standing) : NOT_ATTEMPTED;
}

function stateOf({ outcome, reason }: RecordedChange): ChangeState {
  return { outcome, ...(reason && { reason }) };
}

function stateIn(standing: ChangeStanding): ChangeState {
  if (standing.status === 'waiting' || standing.status === 'underWay') return { outcome: 'unconfirmed' };
  return { outcome: standing.status, ...('error' in standing && { reason: standing.error.kind }) };
}

function disagreement(
  recorded: RecordedChange,
  { outcome, reason }: ChangeState,
  who: string,
): string | undefined {
  const isSame = recorded.outcome === outcome && recorded.reason === reason;
  return isSame ? undefined : `is otherwise in ${who} (${outcome} ${String(reason)})`;
}

function sorted(counts: object): [string, unknown][] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is not true of one change. */
function untruthIn({ outcome, reason }: ChangeState, n: number, world: World): string | undefined {
  const { site, changes } = world;
  const change = changes[n];
  if (!change) return 'is not in the plan';
  const key = membershipKey(change);
  const isChangedByApp = site.changedByApp.has(key);
  const isByOthers =
    site.changedByOthers.has(key) ||
    site.deletedAccounts.has(change.accountId) ||
    !site.groups.has(change.groupId);
  const wasSent = site.requests.some((request) => describe(request) === describe(change));
  switch (outcome) {
    case 'done':
      if (!wasSent) return 'was never asked for';
      return site.isSo(change) || isByOthers ? undefined : 'is not so';
    case 'unchanged':
      if (isChangedByApp) return 'was changed';
      return site.seenSo.has(`${change.action} ${key}`) ? undefined : 'was not seen to be so';
    case 'notAttempted':
      return isChangedByApp ? 'was changed' : undefined;
    case 'unconfirmed':
      switch (reason) {
        case 'unconfirmed':
          return site.lost.has(key) ? undefined : 'lost no answer';
        case 'unrecorded':
          return isInUnrecordedSlice(n, world) ? undefined : 'was in no slice that was not written down';
        case 'unattributed':
          return site.isSo(change) || isByOthers ? undefined : 'is not so';
        default:
          return 'is still waited for, or for no reason';
      }
    case 'failed':
      if (reason === 'protected') return isProtected(change, world) ? undefined : 'is not protected';
      return untruthInFailure(reason, change, world);
  }
}

function untruthInFailure(
  reason: ChangeState['reason'],
  change: Change,
  { site }: World,
): string | undefined {
  const key = membershipKey(change);
  // What others took back since, with the account or the group too, was not so any more when it failed.
  const isMade =
    site.changedByApp.has(key) &&
    !site.changedByOthers.has(key) &&
    !site.deletedAccounts.has(change.accountId) &&
    site.groups.has(change.groupId);
  const madeWords = isMade ? 'was made nonetheless' : undefined;
  switch (reason) {
    case 'unavailable':
      return site.troubled.has(key) ? undefined : 'never met a server in trouble';
    case 'userNotFound':
      return site.deletedAccounts.has(change.accountId) ? undefined : 'has an account';
    case 'groupNotFound':
      return site.groups.has(change.groupId) ? 'failed for a group that is there' : madeWords;
    case 'notMade':
      return site.isSo(change) && !site.changedByOthers.has(key) ? 'was made' : undefined;
    case 'permission':
    case 'signedOut':
    case 'actorUnavailable':
    case 'scopeMissing':
    case 'invalid':
      return madeWords;
    default:
      return 'failed for what passes, or no reason';
  }
}

/** A slice that the page did not hear of, or that the record did not get the outcomes of. */
function isInUnrecordedSlice(n: number, { forge: { noted } }: World): boolean {
  return (
    noted.invocations.some(({ heard, changes }) => !heard && changes.includes(n)) ||
    [...noted.slices.values()].some(({ isWritten, changes }) => !isWritten && changes.includes(n))
  );
}

/** A removal that was not made because the person's addition was not. */
function waitsForAddition(n: number, { changes, run }: World): boolean {
  const change = changes[n];
  if (!change || ACTIONS[change.action].wantsMember) return false;
  return changes.some(
    ({ accountId, action }, at) =>
      accountId === change.accountId &&
      ACTIONS[action].wantsMember &&
      !['done', 'unchanged'].includes(run.standingOf(at)?.status ?? ''),
  );
}

/** Removals that were asked for before the person's additions were made: a move must not leave anybody without. */
function leftWithout({ site, changes }: World): string[] {
  const additions = new Map<string, Change[]>();
  for (const change of changes) {
    if (ACTIONS[change.action].wantsMember)
      additions.set(change.accountId, [...(additions.get(change.accountId) ?? []), change]);
  }
  return site.requests.flatMap((request) => {
    if (ACTIONS[request.action].wantsMember) return [];
    const early = (additions.get(request.accountId) ?? []).filter(
      ({ groupId, ...addition }) =>
        !request.groups.includes(groupId) &&
        !site.seenSo.has(`add ${membershipKey({ groupId, ...addition })}`),
    );
    return early.map(
      (addition) => `${describe(request)} was asked for before ${describe(addition)} was made.`,
    );
  });
}

/** Requests for what was not among the changes that an admin has asked for last. */
function beyondPart({ site, changes, part }: World): string[] {
  if (!part) return [];
  const asked = new Set([...part.changes].map((n) => describe(changes[n])));
  return site.requests
    .slice(part.requestsBefore)
    .filter((request) => !asked.has(describe(request)))
    .map((request) => `${describe(request)} was asked for, which nobody wanted again.`);
}

/** Requests made when none should have been: after Stop, or while Confluence wanted none. */
function untimely({ site, forge, pages: { stoppedAt = Infinity } }: World): string[] {
  // The worker has to heed what is written of it: `complaintsAboutWork` looks at that.
  const late = site.requests.filter(
    ({ at, invocation }) =>
      at > stoppedAt &&
      !forge.noted.isWorker(invocation) &&
      (forge.noted.invocations[invocation]?.at ?? Infinity) > stoppedAt,
  );
  const pushy = site.requests.filter((request) =>
    forge.blocks.some(
      (block) =>
        block.action === request.action &&
        // What a lost invocation was told, nobody else knows.
        (block.invocation === request.invocation ||
          forge.noted.invocations[block.invocation]?.heard === true) &&
        // Nor does the next page know what one was told that was killed.
        forge.noted.invocations[block.invocation]?.page ===
          forge.noted.invocations[request.invocation]?.page &&
        (forge.noted.invocations[request.invocation]?.heard === true ||
          block.invocation === request.invocation) &&
        block.heardAt < request.at &&
        // A machine's clock counts whole ms.
        request.at < block.until - 1,
    ),
  );
  return [
    ...late.map((request) => `${describe(request)} was asked for after Stop.`),
    ...pushy.map((request) => `${describe(request)} was asked for before Retry-After was over.`),
  ];
}

function describe(change: Change | undefined): string {
  return change ? `${change.action} ${membershipKey(change)}` : 'nothing';
}
