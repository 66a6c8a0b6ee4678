import type { Answer } from '../contract/errors';
import type { ChangeProtectedInput } from '../contract/inputs';
import { MAX_PROTECTED_PEOPLE } from '../contract/limits';
import { PROTECTED_KEY, revisionKey } from './keys';
import { protectedPeopleIn, type StoredProtectedPeople } from './records';
import { refuse, refuseInput } from './refusals';
import { getOne, StorageError, type Store } from './store';

/**
 * The people that no run removes from a group, such as break-glass and service accounts: a list kept by those who
 * administer Confluence. The storage cannot write on a condition, so each edit takes a number that only one can
 * take, under a key that is there for a day, and is then written to the key that does not expire. A late writer may
 * write an older one there; a reader goes on from it to the edits after. All of it may throw `StorageError`, and
 * `UnreadableRecord` where a newer version wrote the list.
 */

/** Longer than any invocation may still write what it has read. */
const REVISION_KEPT_SECONDS = 24 * 3_600;
/** Others who edit the list at the same moment. */
const ATTEMPTS = 10;

const EMPTY: StoredProtectedPeople = { v: 1, revision: 0, accountIds: [] };

/** Who is protected now. One request to the storage where the list was never edited, else two, and one more for each edit under way. */
export async function readProtectedPeople(store: Store): Promise<ReadonlySet<string>> {
  const { newest } = await readNewest(store);
  return new Set(newest.accountIds);
}

/** The list, in the order in which people were put on it. */
export async function listProtected(store: Store): Promise<Answer<{ accountIds: string[] }>> {
  const { newest, isKept } = await readNewest(store);
  const { accountIds } = isKept ? newest : await keepNewest(store, newest);
  return { ok: true, accountIds };
}

/** Puts a person on the list or takes them off it. Doing it again changes nothing. @returns the list then */
export async function changeProtected(
  store: Store,
  { accountId, isProtected }: ChangeProtectedInput,
): Promise<Answer<{ accountIds: string[] }>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { newest } = await readNewest(store);
    const { revision, accountIds } = newest;
    if (accountIds.includes(accountId) === isProtected) return listProtected(store);
    if (isProtected && accountIds.length >= MAX_PROTECTED_PEOPLE) {
      return refuseInput('accountId', `at most ${MAX_PROTECTED_PEOPLE} people can be protected`);
    }
    const next: StoredProtectedPeople = {
      ...{ v: 1, revision: revision + 1 },
      accountIds: isProtected ? [...accountIds, accountId] : accountIds.filter((id) => id !== accountId),
    };
    // Another admin was quicker: the edit is made anew on what they left.
    if (!(await store.claim(revisionKey(next.revision), next, REVISION_KEPT_SECONDS))) continue;
    const kept = await keepNewest(store, next);
    return { ok: true, accountIds: kept.accountIds };
  }
  return refuse({ kind: 'storage', detail: 'Others are changing the list of protected people just now.' });
}

/** The list after the last edit, and whether the key that does not expire has it. */
async function readNewest(store: Store): Promise<{ newest: StoredProtectedPeople; isKept: boolean }> {
  const values = await store.getMany([PROTECTED_KEY, revisionKey(1)]);
  const value = values.get(PROTECTED_KEY);
  const kept = value === undefined ? EMPTY : protectedPeopleIn(value);
  let newest = kept;
  let next = kept.revision === 0 ? values.get(revisionKey(1)) : await readAfter(store, kept);
  while (next !== undefined) {
    newest = protectedPeopleIn(next);
    next = await readAfter(store, newest);
  }
  return { newest, isKept: newest === kept };
}

function readAfter(store: Store, { revision }: StoredProtectedPeople): Promise<unknown> {
  return getOne(store, revisionKey(revision + 1));
}

/** Writes an edit to be kept, and whatever edits came after it meanwhile. @returns the last of them */
async function keepNewest(store: Store, edit: StoredProtectedPeople): Promise<StoredProtectedPeople> {
  for (let newest = edit; ;) {
    await store.write({ set: [{ key: PROTECTED_KEY, value: newest, ttlSeconds: Infinity }] });
    const after = revisionKey(newest.revision + 1);
    const values = await store.getMany([PROTECTED_KEY, after]);
    if (!values.has(PROTECTED_KEY)) {
      throw new StorageError('The storage does not have what it said that it wrote.');
    }
    const next = values.get(after);
    if (next === undefined) return newest;
    newest = protectedPeopleIn(next);
  }
}
