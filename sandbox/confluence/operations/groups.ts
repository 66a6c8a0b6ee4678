import { notFound } from '../errors';
import type { Group } from '../site';
import type { Answer, Call, Handler } from './call';
import { pageAnswer, pageRequest, totalSizeIfAsked } from './page';
import { representGroup } from './representations';

const NO_SUCH_GROUP = 'No group found';

/** `GET group` */
export const listGroups: Handler = (call) => {
  const access = call.parameters.text('accessType');
  const groups = call.site.groups.filter((group) => access === undefined || gives(group, access));
  return groupPage(call, groups, {});
};

/** `GET group/picker` */
export const searchGroups: Handler = (call) => {
  const query = call.parameters.requiredText('query').toLowerCase();
  const groups = call.site.groups.filter((group) => group.name.toLowerCase().includes(query));
  return groupPage(call, groups, totalSizeIfAsked(call, groups.length));
};

/** `GET group/by-id` */
export const getGroupById: Handler = (call) =>
  oneGroup(call, call.site.groupById(call.parameters.requiredText('id')));

/** `GET group/by-name` */
export const getGroupByName: Handler = (call) =>
  oneGroup(call, call.site.groupByName(call.parameters.requiredText('name')));

/** `GET user/memberof` */
export const listGroupsOfUser: Handler = (call) =>
  groupPage(call, call.site.groupsOf(call.parameters.requiredText('accountId')), {});

/** A group of site admins makes admins of Confluence too. */
function gives(group: Group, access: string): boolean {
  return group.access === access || (group.access === 'site-admin' && access === 'admin');
}

function oneGroup(call: Call, group: Group | undefined): Answer {
  if (group === undefined) throw notFound(NO_SUCH_GROUP);
  return { status: 200, body: representGroup(call, group), returned: 1 };
}

function groupPage(call: Call, groups: readonly Group[], extra: object): Answer {
  const page = pageRequest(call);
  const results = groups
    .slice(page.start, page.start + page.limit)
    .map((group) => representGroup(call, group));
  return pageAnswer(call, page, results, groups.length, extra);
}
