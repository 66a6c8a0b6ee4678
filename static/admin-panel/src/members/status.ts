import type { Person } from '../../../../src/contract';

/** What an account is, or lacks. That Confluence lists nothing it may do (`noAccess`) does not say that it is deactivated. */
export type MemberStatus = 'noAccess' | 'guest' | 'app' | 'active';

/** In the order in which they are looked for: those who stand out first. */
export const MEMBER_STATUSES: readonly MemberStatus[] = ['noAccess', 'guest', 'app', 'active'];

/** Whether a person has a status. A guest may lack access too; an app never counts as someone who lacks it. */
export function hasStatus({ accountType, guest, lacksAccess }: Person, status: MemberStatus): boolean {
  const isApp = accountType === 'app';
  switch (status) {
    case 'noAccess':
      return lacksAccess && !isApp;
    case 'guest':
      return guest;
    case 'app':
      return isApp;
    case 'active':
      return !lacksAccess && !guest && !isApp;
  }
}

/** Everything a person is: one status at least, but for an app without access, which is just an app. */
export function statusesOf(person: Person): MemberStatus[] {
  return MEMBER_STATUSES.filter((status) => hasStatus(person, status));
}

/** How many people have each status. */
export function countStatuses(people: readonly Person[]): Record<MemberStatus, number> {
  const counts: Record<MemberStatus, number> = { noAccess: 0, guest: 0, app: 0, active: 0 };
  for (const person of people) for (const status of statusesOf(person)) counts[status] += 1;
  return counts;
}
