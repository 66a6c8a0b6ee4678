import type { RecordedPerson } from '../../../../src/contract';
import { countsOf } from '../../../../src/history/people';
import { readHeader } from '../../../../src/history/header';
import type { Standing } from '../../../../static/admin-panel/src/run/people';
import { recordedPeople } from './page';
import type { World } from './world';

/** What a run says, held against the directory. Each complaint is a sentence; there must be none. */
export function complaintsAbout(world: World): string[] {
  const { site, run, accountIds, bystanders } = world;
  const { counts, total, state } = run.getSnapshot();
  const complaints = accountIds.flatMap((accountId) => {
    const standing = run.standingOf(accountId);
    const problem = standing ? untruthIn(standing, accountId, world) : 'has no outcome';
    return problem === undefined ? [] : [`${accountId} ${problem}: ${JSON.stringify(standing)}`];
  });
  const known = new Set(accountIds);
  if (site.requests.some(({ accountId }) => !known.has(accountId)))
    complaints.push('Somebody else was touched.');
  if (bystanders.some((accountId) => !site.members.has(accountId))) complaints.push('A bystander is gone.');
  if ([...run.standings()].length !== total || total !== accountIds.length)
    complaints.push('Someone is missing.');
  const { done, failed, unconfirmed, notAttempted, left } = counts;
  if (done + failed + unconfirmed + notAttempted !== total || left !== 0) {
    complaints.push(`The counts do not add up: ${JSON.stringify(counts)}.`);
  }
  if (state.name === 'done' && notAttempted > 0) complaints.push('It is done, but not with everyone.');
  return [...complaints, ...untimely(world)];
}

/** What the history says of a run, held against the directory and against what its page says. */
export async function complaintsAboutHistory(world: World): Promise<string[]> {
  const { run, storage } = world;
  const { runId } = run;
  const snapshot = run.getSnapshot();
  if (runId === undefined) {
    const isUntouched = snapshot.counts.notAttempted === snapshot.total;
    return isUntouched || snapshot.notClosed ? [] : ['It has no record.'];
  }
  storage.isCalm = true;
  const people = await recordedPeople(storage, runId);
  const header = await readHeader(storage, runId, storage.now());
  storage.isCalm = false;
  const complaints = people.flatMap((person) => {
    const { accountId } = person;
    const standing = run.standingOf(accountId);
    const problem =
      untruthIn(standingIn(person), accountId, world) ?? (standing && disagreement(person, standing, world));
    return problem === undefined ? [] : [`${accountId} ${problem}: ${JSON.stringify({ person, standing })}`];
  });
  if (people.length !== snapshot.total) complaints.push('The record is about others.');
  const counts = countsOf(people, people.length);
  if (
    !snapshot.notClosed &&
    isWholeStory(world) &&
    JSON.stringify(header?.ended?.counts) !== JSON.stringify(counts)
  ) {
    complaints.push(`The history counts ${JSON.stringify(header?.ended)}, not ${JSON.stringify(counts)}.`);
  }
  return complaints;
}

/** The page heard of every invocation: the record knows no more than it does. */
function isWholeStory({ forge }: World): boolean {
  return forge.invocations.every(({ heard }) => heard) && forge.page === 0;
}

/**
 * What the record and the page say differently. The record may know more of a slice whose answer was lost: the page takes
 * somebody for removed then whom Check does not find, where the record has why they were not.
 */
function disagreement(person: RecordedPerson, standing: Standing, world: World): string | undefined {
  const wasLost = wasInLostSlice(person.accountId, world);
  if (standing.status === 'done') {
    const mayDiffer = wasLost && world.checked.has(person.accountId);
    return person.status === 'done' || mayDiffer ? undefined : 'is not recorded';
  }
  if (wasLost) return undefined;
  const reason = 'error' in standing ? standing.error.kind : undefined;
  return person.status === standing.status && person.reason === reason ? undefined : 'is recorded otherwise';
}

function standingIn({ status, reason = 'unconfirmed' }: RecordedPerson): Standing {
  return status === 'failed' || status === 'unconfirmed' ? { status, error: { kind: reason } } : { status };
}

/** What is not true of one person. */
function untruthIn(standing: Standing, accountId: string, world: World): string | undefined {
  const { site } = world;
  const member = site.members.has(accountId);
  const removedByApp = site.removedByApp.has(accountId);
  switch (standing.status) {
    case 'waiting':
    case 'underWay':
      return 'is still waited for';
    case 'done':
      return member ? 'is in the group still' : undefined;
    case 'notAttempted':
      return removedByApp ? 'was removed' : undefined;
    case 'notChanged':
      return member ? undefined : 'is in the group no more';
    case 'unconfirmed':
      return site.lost.has(accountId) || wasInLostSlice(accountId, world) ? undefined : 'lost no answer';
    case 'failed':
      switch (standing.error.kind) {
        case 'unavailable':
          return site.passingFaults.has(accountId) ? undefined : 'never met a server in trouble';
        case 'userNotFound':
          return site.deletedAccounts.has(accountId) ? undefined : 'has an account';
        case 'groupNotFound':
          return site.groupExists ? 'failed for a group that is there' : removedByAppWords(removedByApp);
        case 'permission':
        case 'signedOut':
        case 'scopeMissing':
        case 'invalid':
          return removedByAppWords(removedByApp);
        case 'rateLimited':
        case 'unconfirmed':
        case 'storage':
        case 'runTaken':
        case 'runNotFound':
          return 'failed for what passes';
      }
  }
}

function removedByAppWords(removedByApp: boolean): string | undefined {
  return removedByApp ? 'was removed nonetheless' : undefined;
}

function wasInLostSlice(accountId: string, { forge }: World): boolean {
  return forge.invocations.some(({ heard, accountIds }) => !heard && accountIds.includes(accountId));
}

/** Requests made when none should have been: after Stop, or while Confluence wanted none. */
function untimely({ site, forge, stoppedAt = Infinity }: World): string[] {
  const late = site.requests.filter(
    ({ at, invocation }) => at > stoppedAt && (forge.invocations[invocation]?.at ?? Infinity) > stoppedAt,
  );
  const pushy = site.requests.filter((request) =>
    forge.blocks.some(
      (block) =>
        // What a lost invocation was told, nobody else knows.
        (block.invocation === request.invocation || forge.invocations[block.invocation]?.heard === true) &&
        // Nor does the next page know what one was told that was killed.
        forge.invocations[block.invocation]?.page === forge.invocations[request.invocation]?.page &&
        (forge.invocations[request.invocation]?.heard === true || block.invocation === request.invocation) &&
        block.heardAt < request.at &&
        // A machine's clock counts whole ms.
        request.at < block.until - 1,
    ),
  );
  return [
    ...late.map(({ accountId }) => `${accountId} was asked about after Stop.`),
    ...pushy.map(({ accountId }) => `${accountId} was asked about before Retry-After was over.`),
  ];
}
