/** Somebody in the directory: a person, or the bot user of an app. */
export interface Person {
  accountId: string;
  displayName: string;
  publicName: string;
  /** Empty where the person's privacy settings hide it, as Confluence sends it. */
  email: string;
  accountType: 'atlassian' | 'app';
  /** Has no license any more: still a member of groups, may do nothing. */
  deactivated: boolean;
  /** Barred from the whole site in Atlassian Administration: still a member of groups, in no list of their members. */
  suspended: boolean;
  isGuest: boolean;
  isExternalCollaborator: boolean;
  /** Has a profile picture of their own. */
  hasPicture: boolean;
  /** Highest right the person holds on the site. */
  role: 'none' | 'confluence-admin' | 'site-admin';
}

/** The product right a group gives its members; `admin` groups are site admins here. */
export type GroupAccess = 'user' | 'site-admin' | 'none';

/** Who changes the membership of a group. `EXTERNAL` is an identity provider, and then Confluence does not. */
export type GroupManager = 'ADMINS' | 'EXTERNAL' | 'OPEN' | 'TEAM_MEMBERS';

/** What a group is for: an Atlassian team's, or any other. */
export type GroupUsage = 'TEAM_COLLABORATION' | 'USERBASE_GROUP';

/** A group as it is when the site is new. */
export interface SeededGroup {
  id: string;
  name: string;
  access: GroupAccess;
  managedBy: GroupManager;
  usageType: GroupUsage;
  memberIds: readonly string[];
}

/** What a new site consists of. */
export interface Seed {
  people: ReadonlyMap<string, Person>;
  groups: readonly SeededGroup[];
}

/** A group with its members in the order they joined. */
export class Group {
  readonly id: string;
  readonly name: string;
  readonly access: GroupAccess;
  readonly managedBy: GroupManager;
  readonly usageType: GroupUsage;
  readonly #members: Set<string>;
  readonly #unlisted: ReadonlySet<string>;
  #listed: readonly string[] | undefined;

  /** @param unlisted account ids that lists of members leave out */
  constructor(seeded: SeededGroup, unlisted: ReadonlySet<string>) {
    this.id = seeded.id;
    this.name = seeded.name;
    this.access = seeded.access;
    this.managedBy = seeded.managedBy;
    this.usageType = seeded.usageType;
    this.#members = new Set(seeded.memberIds);
    this.#unlisted = unlisted;
  }

  /** How many members there are, unlisted ones too. */
  get size(): number {
    return this.#members.size;
  }

  has(accountId: string): boolean {
    return this.#members.has(accountId);
  }

  /** Does nothing for a member. */
  add(accountId: string): void {
    this.#members.add(accountId);
    this.#listed = undefined;
  }

  /** Does nothing for somebody who is not a member. */
  remove(accountId: string): void {
    this.#members.delete(accountId);
    this.#listed = undefined;
  }

  /** Account ids of the members that are listed, oldest first. */
  listed(): readonly string[] {
    // Kept until the next change, so that reading a large group page by page stays linear.
    this.#listed ??= [...this.#members].filter((accountId) => !this.#unlisted.has(accountId));
    return this.#listed;
  }
}

/** People, groups and who is in which: all the state a Confluence site has here. */
export class Site {
  #people: ReadonlyMap<string, Person>;
  /** By name, A to Z. */
  readonly groups: readonly Group[];

  constructor(seed: Seed) {
    this.#people = seed.people;
    const suspended = [...seed.people.values()].filter((person) => person.suspended);
    const unlisted = new Set(suspended.map(({ accountId }) => accountId));
    this.groups = seed.groups
      .map((group) => new Group(group, unlisted))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  /** Everybody, by account id. */
  get people(): ReadonlyMap<string, Person> {
    return this.#people;
  }

  /** Gives somebody other fields from now on; false when there is no such account. */
  changePerson(accountId: string, changes: Partial<Omit<Person, 'accountId'>>): boolean {
    const person = this.#people.get(accountId);
    if (person === undefined) return false;
    // The seed is that of the next reset too.
    this.#people = new Map(this.#people).set(accountId, { ...person, ...changes });
    return true;
  }

  groupById(id: string): Group | undefined {
    return this.groups.find((group) => group.id === id);
  }

  /** Group names are unique regardless of case. */
  groupByName(name: string): Group | undefined {
    const wanted = name.toLowerCase();
    return this.groups.find((group) => group.name.toLowerCase() === wanted);
  }

  groupsOf(accountId: string): readonly Group[] {
    return this.groups.filter((group) => group.has(accountId));
  }
}
