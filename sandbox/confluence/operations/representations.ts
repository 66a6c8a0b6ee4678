import { DEFAULT_PICTURE_PATH, avatarPath } from '../avatars';
import { operationsOf } from '../permissions';
import type { Group, Person } from '../site';
import type { Call } from './call';

/** A group as JSON. */
export function representGroup(call: Call, group: Group): object {
  return {
    type: 'group',
    name: group.name,
    id: group.id,
    managedBy: group.managedBy,
    usageType: group.usageType,
    _links: { self: `${call.links.base}/rest/api/group/by-id?id=${group.id}` },
  };
}

/** A person as JSON; `operations` and `personalSpace` only where the request expands them. */
export function representUser(call: Call, person: Person): object {
  const expand = call.parameters.list('expand');
  const operations = expand.includes('operations');
  const personalSpace = expand.includes('personalSpace');
  return {
    type: 'known',
    accountId: person.accountId,
    accountType: person.accountType,
    email: person.email,
    publicName: person.publicName,
    profilePicture: {
      path: person.hasPicture ? avatarPath(person.accountId) : DEFAULT_PICTURE_PATH,
      width: 48,
      height: 48,
      isDefault: !person.hasPicture,
    },
    displayName: person.displayName,
    isExternalCollaborator: person.isExternalCollaborator,
    isGuest: person.isGuest,
    ...(operations ? { operations: operationsOf(person) } : {}),
    ...(personalSpace ? { personalSpace: representPersonalSpace(call, person) } : {}),
    _expandable: {
      ...(operations ? {} : { operations: '' }),
      ...(personalSpace ? {} : { personalSpace: '' }),
    },
    _links: {
      self: `${call.links.base}/rest/api/user?accountId=${encodeURIComponent(person.accountId)}`,
    },
  };
}

function representPersonalSpace(call: Call, person: Person): object {
  const key = `~${person.accountId}`;
  return {
    key,
    name: person.displayName,
    type: 'personal',
    status: 'current',
    _expandable: {},
    _links: { webui: `/spaces/${key}`, self: `${call.links.base}/rest/api/space/${key}` },
  };
}
