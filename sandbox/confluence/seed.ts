import { APP_ACCOUNT_ID } from './authentication';
import { createDepartments, departmentIds, departmentPeople } from './departments';
import { designTeam, personaPeople } from './designTeam';
import { drawContractors, drawEmployees, ordinary } from './people';
import { seededRandom } from './prng';
import type { Person, Seed, SeededGroup } from './site';

/** Ids of the seeded groups, the same on every machine. */
export const groupIds = {
  designTeam: '3f1c8a52-6d0e-4b7a-9a41-0c5e7d2b1f01',
  contractors: '7b2d9e63-1f4a-4c8b-8b52-1d6f8e3c2a02',
  allStaff: 'a93eaf74-205b-4d9c-9c63-2e70af4d3b03',
  siteAdmins: 'c84fb085-316c-4ead-ad74-3f81b05e4c04',
  emptyGroup: 'd950c196-427d-4fbe-be85-4092c16f5d05',
  research: 'e061d2a7-538e-40cf-8f96-51a3d2706e06',
  ...departmentIds,
};

const PEOPLE_SEED = 20_240_229;
const CONTRACTORS = 240;
const RESEARCHERS = 12;
const DEPARTMENT_CONTRACTORS = 30;
const DEPARTMENT_EMPLOYEES = 60;

/**
 * The people and groups of a new site; `scale` is the size of `all-staff`, which takes in everybody but the few who are in
 * departments only, as far as it goes. The same for the same scale, always. Throws `RangeError` when `scale` is no count.
 */
export function createSeed(scale: number): Seed {
  if (!Number.isSafeInteger(scale) || scale < 0) {
    throw new RangeError(`The scale must be a whole number of people, not ${scale}`);
  }
  const random = seededRandom(PEOPLE_SEED);
  const thirdAdmin = otherAdmin();
  const research = [
    personaPeople['confluence-admin'],
    ...designTeam.slice(5, 7),
    ...drawEmployees(random, RESEARCHERS - 3, 1),
  ];
  const contractors = drawContractors(random, CONTRACTORS, 1001);
  const known = unique([...designTeam, personaPeople['new-admin'], thirdAdmin, ...research, ...contractors]);
  const employees = drawEmployees(random, Math.max(0, scale - known.length), 2001);
  const staff = [...known, ...employees];
  const people = [...staff, appUser(), ...departmentPeople];
  return {
    people: new Map(people.map((person) => [person.accountId, person])),
    groups: [
      group(groupIds.designTeam, 'design-team', designTeam),
      group(groupIds.contractors, 'contractors', contractors),
      { ...group(groupIds.allStaff, 'all-staff', staff.slice(0, scale)), access: 'user' },
      {
        ...group(groupIds.siteAdmins, 'site-admins', [
          personaPeople['site-admin'],
          personaPeople['new-admin'],
          thirdAdmin,
        ]),
        access: 'site-admin',
      },
      group(groupIds.emptyGroup, 'empty-group', []),
      group(groupIds.research, 'R&D / Zürich (北)', research),
      ...createDepartments([
        ...unique([...designTeam, ...research]).filter(isNoPersonaOrApp),
        ...contractors.slice(0, DEPARTMENT_CONTRACTORS),
        ...employees.slice(0, DEPARTMENT_EMPLOYEES),
      ]),
    ],
  };
}

function group(id: string, name: string, members: readonly Person[]): SeededGroup {
  const memberIds = members.map(({ accountId }) => accountId);
  return { id, name, access: 'none', managedBy: 'ADMINS', usageType: 'USERBASE_GROUP', memberIds };
}

/** Whose departments are left to chance: those of the personas are not. */
function isNoPersonaOrApp(person: Person): boolean {
  return person.accountType !== 'app' && !Object.values(personaPeople).includes(person);
}

function otherAdmin(): Person {
  const displayName = 'Mateo Villanueva';
  return {
    ...ordinary,
    accountId: '5b10b0d1c8a97c2f6e4d3b1a',
    displayName,
    publicName: displayName,
    email: 'mateo.villanueva@example.com',
    role: 'site-admin',
  };
}

/** Group Members' own account, which is in no group. */
function appUser(): Person {
  const displayName = 'Group Members';
  return { ...ordinary, accountId: APP_ACCOUNT_ID, displayName, publicName: displayName, accountType: 'app' };
}

function unique(people: readonly Person[]): Person[] {
  return [...new Set(people)];
}
