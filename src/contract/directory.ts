import type { AppError } from './errors';

/** What Confluence says of groups and people. */

/** A Confluence group. `id` is a UUID and stable; `name` can be edited by admins. */
export interface Group {
  id: string;
  name: string;
  /** Who may change who is in it, where Confluence says so: `ADMINS`, `EXTERNAL` (an identity provider), `OPEN`, `TEAM_MEMBERS`, others. */
  managedBy?: string;
}

/** A person (or app) in the directory, as the asking admin may see them. */
export interface Person {
  accountId: string;
  /** Shown as given; empty only when Confluence hides it. */
  displayName: string;
  /** Absent where the person's privacy settings hide it. */
  email?: string;
  /** Path or URL of the profile picture; absent for the default picture. */
  avatarUrl?: string;
  /** `app` is a bot user that belongs to an app. */
  accountType: 'person' | 'app';
  /** Confluence lists nothing the person may do: deactivated, suspended, or without a Confluence license. Which, it does not say. */
  lacksAccess: boolean;
  /** Guest or external collaborator. */
  guest: boolean;
  /** Confluence listed no account id: `accountId` only tells the rows apart, and nothing can be done with the account. */
  isUnidentified?: true;
}

/** Whether a group gives its members something; `unknown`: Confluence lists more such groups than were read. */
export type Grant = 'yes' | 'no' | 'unknown';

/** What membership of a group gives. */
export interface GroupAccess {
  /** Administration of the site or of Confluence. */
  administration: Grant;
  /** Use of Confluence. */
  use: Grant;
}

export interface FoundGroups {
  groups: Group[];
  /** There are more groups that match than these. */
  more: boolean;
  /** How many groups match in all, where Confluence says so. */
  total?: number;
}

export interface MemberPage {
  members: Person[];
  /** Members in the group, where `withTotal` was asked for, Confluence counted them and no more are seen than that. */
  total?: number;
  /** Offset to ask for next; absent on the last page. */
  nextStart?: number;
  /**
   * Asked twice, Confluence listed no one here, although its count or a next page says that there are more: this is neither
   * an empty group nor the end of its list. It may go on at `nextStart`.
   */
  isCutShort?: true;
  /** Confluence warned that under 20 % of a limit is left. */
  nearLimit?: NearLimit;
}

export interface NearLimit {
  /** `quota`: the points an hour that all customers of the app share; `burst`: the requests a second. */
  limit: 'burst' | 'quota';
  /** ms until the limit is whole again, where Confluence says so. */
  resetAfterMs?: number;
}

/** People in the directory who fit a query, members of a group or not. */
export interface PeoplePage {
  people: Person[];
  /** There are more who fit than these. */
  more: boolean;
}

/** Whether one person is in a group, or why that could not be found out. */
export type MembershipAnswer =
  { accountId: string; member: boolean } | { accountId: string; error: AppError };
