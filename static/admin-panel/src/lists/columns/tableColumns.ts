/** What the cells of a column are, most of them. */
export type ColumnContent =
  | 'accountId'
  | 'email'
  /** Ids of another product: Okta, Slack, an Entra object. */
  | 'otherId'
  | 'date'
  | 'number'
  /** Few different values. */
  | 'words'
  /** Names of people, as far as the name of the column says so. */
  | 'name'
  | 'text'
  | 'empty';

/** What is known of a column of a table. */
export interface ColumnFacts {
  /** Its number, counted from 0. */
  column: number;
  /** As it stands in the header; empty where it has no name there. */
  title: string;
  content: ColumnContent;
  /** A few different cells, shortened, for the admin to tell columns apart. */
  samples: readonly string[];
}

/** Which columns say what; absent where none does. */
export interface ColumnRoles {
  accountId?: number;
  email?: number;
  name?: NameColumns;
  groupId?: number;
  groupName?: number;
  /** `add` or `remove`. */
  action?: number;
  /** Tells people from groups, services and devices. */
  memberType?: number;
}

export type NameColumns = { full: number } | { first: number; last: number };

/** Roles in which a person is named. */
export type PersonRole = 'accountId' | 'email' | 'name';

/** What the page takes the columns for, and what it leaves to the admin. */
export interface ColumnProposal {
  /** Without those that are open. */
  roles: ColumnRoles;
  /** Several columns fit a role, and they name different people: the admin has to say which are meant. */
  open: readonly { role: PersonRole; candidates: readonly number[] }[];
  /** Columns that may be chosen for each role, the proposed one included. */
  candidates: Record<PersonRole, readonly number[]>;
}
