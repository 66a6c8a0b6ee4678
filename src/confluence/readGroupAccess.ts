import type { Grant } from '../contract/directory';
import { collectGroups, type CollectedGroups } from './collectGroups';
import type { Confluence } from './confluence';
import { parseGroupPage } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

/** What a group can give its members: administration of the site, of Confluence, and use of Confluence. */
export type AccessType = 'site-admin' | 'admin' | 'user';

type Administration = Exclude<AccessType, 'user'>;

/** Groups that are looked through for each, at 2 points a group. Sites have few such groups. */
const GROUPS_READ: Record<Administration, number> = { 'site-admin': 5, admin: 4 };

/**
 * Whether membership of a group gives administration of the site or of Confluence. Where Confluence has more such groups
 * than are read and this is none of those, it is not known. Twice `GET group?accessType`; at most 20 points. Who can use Confluence may.
 */
export async function administrationOf(confluence: Confluence, groupId: string): Promise<Result<Grant>> {
  const [ofSite, ofConfluence] = await Promise.all([
    grantOf(confluence, groupId, 'site-admin'),
    grantOf(confluence, groupId, 'admin'),
  ]);
  if (!ofSite.ok) return ofSite;
  if (!ofConfluence.ok) return ofConfluence;
  return { ok: true, value: eitherOf(ofSite.value, ofConfluence.value) };
}

async function grantOf(
  confluence: Confluence,
  groupId: string,
  accessType: Administration,
): Promise<Result<Grant>> {
  const page = await readAccessGroups(confluence, accessType, 0, GROUPS_READ[accessType]);
  if (!page.ok) return page;
  if (page.value.results.some(({ id }) => id === groupId)) return { ok: true, value: 'yes' };
  return { ok: true, value: page.value.hasNext ? 'unknown' : 'no' };
}

function eitherOf(one: Grant, other: Grant): Grant {
  if (one === 'yes' || other === 'yes') return 'yes';
  return one === 'unknown' || other === 'unknown' ? 'unknown' : 'no';
}

const GROUPS_A_PAGE = 200;

/**
 * Every group that gives its members this access. `GET group?accessType`; 1 + 2 points a group, none over the page's
 * bridge. Who can use Confluence may.
 */
export function listAccessGroups(
  confluence: Confluence,
  accessType: AccessType,
): Promise<Result<CollectedGroups>> {
  return collectGroups((start) => readAccessGroups(confluence, accessType, start, GROUPS_A_PAGE));
}

function readAccessGroups(confluence: Confluence, accessType: AccessType, start: number, limit: number) {
  return read(confluence, { parse: parseGroupPage, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/group?accessType=${accessType}&start=${start}&limit=${limit}`,
      { headers: READ_HEADERS },
    ),
  );
}
