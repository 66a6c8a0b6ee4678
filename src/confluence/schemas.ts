import * as v from 'valibot';
import type { Group, Person } from '../contract/directory';

/** What Confluence answers, as far as it is read. An absent value may also be null. */

export const group = v.pipe(
  v.object({ id: v.string(), name: v.string() }),
  v.transform(({ id, name }): Group => ({ id, name })),
);

/** A picture that cannot be read must not take the person away. */
const profilePicture = v.fallback(v.nullish(v.object({ path: v.string(), isDefault: v.boolean() })), null);

/** A user as Confluence describes one; what privacy settings hide is null, empty or absent. */
export const person = v.pipe(
  v.object({
    accountId: v.pipe(v.string(), v.nonEmpty()),
    accountType: v.nullish(v.string()),
    displayName: v.nullish(v.string()),
    publicName: v.nullish(v.string()),
    email: v.nullish(v.string()),
    isGuest: v.nullish(v.boolean()),
    isExternalCollaborator: v.nullish(v.boolean()),
    operations: v.nullish(v.array(v.unknown())),
    profilePicture,
  }),
  v.transform((user): Person => ({
    accountId: user.accountId,
    displayName: user.displayName || user.publicName || '',
    ...(user.email && { email: user.email }),
    ...(user.profilePicture && !user.profilePicture.isDefault && { avatarUrl: user.profilePicture.path }),
    accountType: user.accountType === 'app' ? 'app' : 'person',
    // Only an expanded, empty list says so; an absent one says nothing.
    deactivated: user.operations?.length === 0,
    guest: user.isGuest === true || user.isExternalCollaborator === true,
  })),
);

/** A page of a list. */
interface Page<T> {
  results: T[];
  /** Confluence names a next page. */
  hasNext: boolean;
  /** Entries of the whole list, where Confluence counted them. */
  total?: number;
}

function pageOf<T>(entry: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.object({
      results: v.array(entry),
      totalSize: v.nullish(v.number()),
      _links: v.nullish(v.object({ next: v.nullish(v.string()) })),
    }),
    v.transform(({ results, totalSize, _links }): Page<T> => ({
      results,
      hasNext: Boolean(_links?.next),
      ...(typeof totalSize === 'number' && { total: totalSize }),
    })),
  );
}

export const groupPage = pageOf(group);
export const personPage = pageOf(person);
export const userSearchPage = pageOf(v.object({ user: v.nullish(person) }));
