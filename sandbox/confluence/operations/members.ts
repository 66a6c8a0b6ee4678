import * as v from 'valibot';
import { badRequest, conflict, notFound, type RestError } from '../errors';
import { requireSiteAdmin } from '../permissions';
import type { Group } from '../site';
import type { Answer, Call, Handler } from './call';
import { MAX_PAGE, pageAnswer, pageRequest, totalSizeIfAsked } from './page';
import { representUser } from './representations';

const AccountIdBody = v.object({ accountId: v.string() });

/** `GET group/{groupId}/membersByGroupId` */
export const listMembers: Handler = (call) => {
  const limit = call.parameters.integer('limit') ?? MAX_PAGE;
  if (limit > MAX_PAGE) throw badRequest(`limit must be <= ${MAX_PAGE}`);
  const group = call.site.groupById(call.parameters.requiredText('groupId'));
  // Confluence documents no 404 for this operation.
  if (group === undefined) throw badRequest('No group found for the given groupId');
  const page = pageRequest(call);
  const listed = group.listed();
  const members = listed
    .slice(page.start, page.start + page.limit)
    .map((id) => representUser(call, existing(call, id)));
  // Counted are those too who are not listed.
  return pageAnswer(call, page, members, listed.length, totalSizeIfAsked(call, group.size));
};

/** `DELETE group/userByGroupId` */
export const removeMember: Handler = (call) => remove(call, groupById);

/** `DELETE group/user` */
export const removeMemberByGroupName: Handler = (call) => remove(call, groupByName);

/** `POST group/userByGroupId` */
export const addMember: Handler = (call) => add(call, groupById);

/** `POST group/user` */
export const addMemberByGroupName: Handler = (call) => add(call, groupByName);

type FindGroup = (call: Call) => Group | undefined;

const groupById: FindGroup = ({ site, parameters }) => site.groupById(parameters.requiredText('groupId'));
const groupByName: FindGroup = ({ site, parameters }) => site.groupByName(parameters.requiredText('name'));

function remove(call: Call, findGroup: FindGroup): Answer {
  const accountId = call.parameters.text('accountId');
  if (accountId === undefined || accountId === '') throw badRequest('accountId is required');
  const group = membershipTarget(call, findGroup, accountId);
  if (call.nonMember === 404 && !group.has(accountId)) throw noGroupOrUser();
  group.remove(accountId);
  return { status: 204, returned: 0 };
}

function add(call: Call, findGroup: FindGroup): Answer {
  const { accountId } = v.parse(AccountIdBody, call.body);
  const group = membershipTarget(call, findGroup, accountId);
  if (call.nonMember === 404 && group.has(accountId))
    throw conflict('The user is already a member of the group');
  group.add(accountId);
  return { status: 201, returned: 0 };
}

/** The group to change, once the asking person may and both the group and the account exist. */
function membershipTarget(call: Call, findGroup: FindGroup, accountId: string): Group {
  requireSiteAdmin(call.person);
  const group = findGroup(call);
  if (group === undefined || !call.site.people.has(accountId)) throw noGroupOrUser();
  // The status is the sandbox's own choice: Atlassian describes none for it.
  if (group.managedBy === 'EXTERNAL') {
    throw badRequest(
      `The group ${group.name} is managed by an external directory and cannot be changed here`,
    );
  }
  return group;
}

/** One sentence, whichever of the two is missing, or even the membership: Confluence does not say which. */
function noGroupOrUser(): RestError {
  return notFound('No such group or no such user');
}

function existing(call: Call, accountId: string) {
  const person = call.site.people.get(accountId);
  if (person === undefined) throw new Error(`Group member ${accountId} is not in the directory`);
  return person;
}
