import * as v from 'valibot';
import { badRequest, notFound } from '../errors';
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
  const members = group.page(page.start, page.limit).map((id) => representUser(call, existing(call, id)));
  return pageAnswer(call, page, members, group.size, totalSizeIfAsked(call, group.size));
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
  membershipTarget(call, findGroup, accountId).remove(accountId);
  return { status: 204, returned: 0 };
}

function add(call: Call, findGroup: FindGroup): Answer {
  const { accountId } = v.parse(AccountIdBody, call.body);
  membershipTarget(call, findGroup, accountId).add(accountId);
  return { status: 201, returned: 0 };
}

/** The group to change, once the asking person may and both the group and the account exist. */
function membershipTarget(call: Call, findGroup: FindGroup, accountId: string): Group {
  requireSiteAdmin(call.person);
  const group = findGroup(call);
  // One sentence for both: Confluence does not say which of the two is missing.
  if (group === undefined || !call.site.people.has(accountId))
    throw notFound('No such group or no such user');
  return group;
}

function existing(call: Call, accountId: string) {
  const person = call.site.people.get(accountId);
  if (person === undefined) throw new Error(`Group member ${accountId} is not in the directory`);
  return person;
}
