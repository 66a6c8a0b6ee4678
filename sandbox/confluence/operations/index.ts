import type { Handler } from './call';
import { getGroupById, getGroupByName, listGroups, listGroupsOfUser, searchGroups } from './groups';
import {
  addMember,
  addMemberByGroupName,
  listMembers,
  removeMember,
  removeMemberByGroupName,
} from './members';
import { searchUsers } from './search';
import { getCurrentUser, getUser, listUsersById } from './users';

/** The handler of each operation, by the `operationId` of the specification. */
export const handlers = new Map<string, Handler>(
  Object.entries({
    listGroups,
    searchGroups,
    getGroupById,
    getGroupByName,
    listMembers,
    addMember,
    removeMember,
    addMemberByGroupName,
    removeMemberByGroupName,
    getUser,
    getCurrentUser,
    listGroupsOfUser,
    listUsersById,
    searchUsers,
  }),
);
