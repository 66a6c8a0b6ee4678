/** What is read of people, one by one: none of it is needed for the first row. */
export { isMember } from '../../../../src/confluence/checkMembership';
export { findPeople } from '../../../../src/confluence/findPeople';
export { usersById } from '../../../../src/confluence/lookUpUsers';
export { groupAccess } from '../../../../src/confluence/readGroupAccess';
