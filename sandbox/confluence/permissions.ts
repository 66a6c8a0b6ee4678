import { forbidden } from './errors';
import type { Person } from './site';

/** What a person may do to the application. */
export interface AllowedOperation {
  operation: 'use' | 'administer';
  targetType: 'application';
}

/** Empty for the deactivated and the suspended: that is how Confluence shows it. */
export function operationsOf(person: Person): AllowedOperation[] {
  if (!isActive(person)) return [];
  const use: AllowedOperation = { operation: 'use', targetType: 'application' };
  if (person.role === 'none') return [use];
  return [use, { operation: 'administer', targetType: 'application' }];
}

/** Whether a person may use the application at all. */
export function isActive(person: Person): boolean {
  return !person.deactivated && !person.suspended;
}

/** Throws a 403 unless the person is a site admin: administering Confluence is not enough to change groups. */
export function requireSiteAdmin(person: Person): void {
  if (person.role !== 'site-admin') {
    throw forbidden('Only site administrators are permitted to change the members of a group');
  }
}
