import * as v from 'valibot';
import type { Group, Person } from '../contract';

const link = v.optional(v.string());
const links = v.optional(v.object({ next: link }));

export const group = v.pipe(
  v.object({ id: v.string(), name: v.string() }),
  v.transform(({ id, name }): Group => ({ id, name })),
);

export const groupPage = v.object({
  results: v.array(group),
  totalSize: v.optional(v.number()),
  _links: links,
});

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
    profilePicture: v.nullish(v.object({ path: v.string(), isDefault: v.boolean() })),
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

export const userSearch = v.object({
  results: v.array(v.object({ user: v.nullish(person) })),
  totalSize: v.optional(v.number()),
  _links: links,
});

export const personPage = v.object({
  results: v.array(person),
  totalSize: v.optional(v.number()),
  _links: links,
});
