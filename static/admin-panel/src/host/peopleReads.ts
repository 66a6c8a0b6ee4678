/** What is read of people and of what groups give: none of it is needed for the first row. */
export { isMember, listGroupsOf } from '../../../../src/confluence/checkMembership';
export { findPeople } from '../../../../src/confluence/findPeople';
export { currentCaller, usersById } from '../../../../src/confluence/lookUpUsers';
export { listAccessGroups } from '../../../../src/confluence/readGroupAccess';
