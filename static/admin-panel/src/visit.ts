import { view, type FullContext } from '@forge/bridge';
import { getGroup } from '../../../src/confluence/findGroups';
import type { Result } from '../../../src/confluence/request';
import type { Group, MemberPage } from '../../../src/contract';
import { confluence } from './host/bridgeConfluence';
import { openLocation, type AppLocation } from './host/location';
import { placeIn } from './host/place';
import { readFirstPage } from './members/firstPage';

/** What the page is opened with. */
export interface Visit {
  context: FullContext;
  location: AppLocation;
  /** Of the group that the link names. */
  reads: FirstReads | undefined;
}

/** Reads that were begun before the page was there to show them. */
export interface FirstReads {
  groupId: string;
  group: Promise<Result<Group>>;
  members: Promise<Result<MemberPage>>;
}

/** Asks the host where the admin is, and Confluence for the group that the link names. */
export async function beginVisit(): Promise<Visit> {
  // What the first row waits for goes first.
  const [{ location, reads }, context] = await Promise.all([
    openLocation().then((location) => ({ location, reads: readAhead(location) })),
    view.getContext(),
  ]);
  return { context, location, reads };
}

function readAhead(location: AppLocation): FirstReads | undefined {
  const place = placeIn(location.path());
  if (place.page !== 'groups' || place.groupId === undefined) return undefined;
  const { groupId } = place;
  return { groupId, members: readFirstPage(confluence, groupId), group: getGroup(confluence, groupId) };
}
