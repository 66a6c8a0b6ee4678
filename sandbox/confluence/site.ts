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
  isGuest: boolean;
  isExternalCollaborator: boolean;
  /** Has a profile picture of their own. */
  hasPicture: boolean;
  /** Highest right the person holds on the site. */
  role: 'none' | 'confluence-admin' | 'site-admin';
}

/** The product right a group gives its members; `admin` groups are site admins here. */
export type GroupAccess = 'user' | 'site-admin' | 'none';

/** A group as it is when the site is new. */
export interface SeededGroup {
  id: string;
  name: string;
  access: GroupAccess;
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
  readonly #members: Set<string>;
  #ordered: readonly string[] | undefined;

  constructor(seeded: SeededGroup) {
    this.id = seeded.id;
    this.name = seeded.name;
    this.access = seeded.access;
    this.#members = new Set(seeded.memberIds);
  }

  get size(): number {
    return this.#members.size;
  }

  has(accountId: string): boolean {
    return this.#members.has(accountId);
  }

  /** Does nothing for a member. */
  add(accountId: string): void {
    this.#members.add(accountId);
    this.#ordered = undefined;
  }

  /** Does nothing for somebody who is not a member. */
  remove(accountId: string): void {
    this.#members.delete(accountId);
    this.#ordered = undefined;
  }

  /** Account ids of up to `limit` members from offset `start`, oldest first. */
  page(start: number, limit: number): readonly string[] {
    // Kept until the next change, so that reading a large group page by page stays linear.
    this.#ordered ??= [...this.#members];
    return this.#ordered.slice(start, start + limit);
  }
}

/** People, groups and who is in which: all the state a Confluence site has here. */
export class Site {
  readonly people: ReadonlyMap<string, Person>;
  /** By name, A to Z. */
  readonly groups: readonly Group[];

  constructor(seed: Seed) {
    this.people = seed.people;
    this.groups = seed.groups
      .map((group) => new Group(group))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
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
