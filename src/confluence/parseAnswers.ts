import type { Group, Person } from '../contract/directory';

/**
 * What Confluence answers, as far as it is read. What is odd is as if it were absent: one odd value must not take the rest
 * of an answer away. Undefined is an answer that says nothing of what was asked.
 */

/** Undefined of what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // An ordinary body here: text, XML, a page or nothing.
  }
}

/** A value under a key; undefined of what has no keys. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textAt(value: unknown, key: string): string {
  const text = at(value, key);
  return typeof text === 'string' ? text : '';
}

function listAt(value: unknown, key: string): unknown[] | undefined {
  const list = at(value, key);
  return Array.isArray(list) ? list : undefined;
}

export function parseGroup(json: unknown): Group | undefined {
  const group = toGroup(json);
  return group.id === '' ? undefined : group;
}

/** An empty `id` is none. */
function toGroup(value: unknown): Group {
  const managedBy = textAt(value, 'managedBy');
  return { id: textAt(value, 'id'), name: textAt(value, 'name'), ...(managedBy && { managedBy }) };
}

/**
 * A user as Confluence describes one; what privacy settings hide is null, empty or absent. An empty `accountId` cannot be
 * named to Confluence.
 */
function toPerson(value: unknown): Person {
  const email = textAt(value, 'email');
  const picture = at(value, 'profilePicture');
  const avatarUrl = at(picture, 'isDefault') === false && textAt(picture, 'path');
  return {
    accountId: textAt(value, 'accountId'),
    displayName: textAt(value, 'displayName') || textAt(value, 'publicName'),
    ...(email && { email }),
    ...(avatarUrl && { avatarUrl }),
    accountType: textAt(value, 'accountType') === 'app' ? 'app' : 'person',
    // Only an expanded, empty list says so; an absent one says nothing.
    lacksAccess: listAt(value, 'operations')?.length === 0,
    guest: at(value, 'isGuest') === true || at(value, 'isExternalCollaborator') === true,
  };
}

/** Who asks, and whether they may administer Confluence. */
export interface Caller {
  /** Empty where Confluence answers without a login. */
  accountId: string;
  mayAdminister: boolean;
}

export function parseCaller(json: unknown): Caller | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const mayAdminister = (listAt(json, 'operations') ?? []).some(
    (one) => at(one, 'operation') === 'administer' && at(one, 'targetType') === 'application',
  );
  return { accountId: textAt(json, 'accountId'), mayAdminister };
}

/** A page of a list, as it came. */
export interface ListPage<T> {
  /** Entries that cannot be read are empty ones, for paging counts them. */
  results: T[];
  /** Confluence names a next page. */
  hasNext: boolean;
  /** The offset that its address has. */
  next?: number;
  /** Entries of the whole list, where Confluence counted them. */
  total?: number;
}

/** Groups; an empty `id` is none. */
export const parseGroupPage = (json: unknown): ListPage<Group> | undefined => parsePage(json, toGroup);
/** People; an empty `accountId` cannot be named to Confluence. */
export const parsePersonPage = (json: unknown): ListPage<Person> | undefined => parsePage(json, toPerson);
/** The same, as a search lists them. */
export const parseUserSearchPage = (json: unknown): ListPage<Person> | undefined =>
  parsePage(json, (hit) => toPerson(at(hit, 'user')));

function parsePage<T>(json: unknown, toEntry: (value: unknown) => T): ListPage<T> | undefined {
  const results = listAt(json, 'results');
  if (!results) return undefined;
  const link = textAt(at(json, '_links'), 'next');
  const start = /[?&]start=(\d{1,15})(?:&|#|$)/.exec(link)?.[1];
  const total = at(json, 'totalSize');
  return {
    results: results.map(toEntry),
    hasNext: link !== '',
    ...(start !== undefined && { next: Number(start) }),
    ...(isCount(total) && { total }),
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
