import type { Group } from '../contract/directory';

/** Whether an identity provider owns the group: Confluence refuses changes, or the provider's next sync takes them back. */
export function isManagedExternally({ managedBy }: Pick<Group, 'managedBy'>): boolean {
  return managedBy?.toUpperCase() === 'EXTERNAL';
}
