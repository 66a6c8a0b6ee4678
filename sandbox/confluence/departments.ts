import { personaPeople } from './designTeam';
import { ordinary } from './people';
import { seededRandom, type Random } from './prng';
import type { GroupManager, Person, SeededGroup } from './site';

/** Ids of the departments' groups, the same on every machine. */
export const departmentIds = {
  deptCustomerSupport: 'f172e3b8-649f-41d0-8a07-62b4e3817f07',
  deptData: '0283f4c9-75a0-42e1-9b18-73c5f4928008',
  deptEngineering: '139405da-86b1-43f2-8c29-84d605a39109',
  deptFinance: '24a516eb-97c2-4403-9d3a-95e716b4a210',
  deptHumanResources: '35b627fc-a8d3-4514-8e4b-a6f827c5b311',
  deptIt: '46c7380d-b9e4-4625-9f5c-b70938d6c412',
  deptLegal: '57d8491e-caf5-4736-806d-c81a49e7d513',
  deptMarketing: '68e95a2f-db06-4847-917e-d92b5af8e614',
  deptOperations: '79fa6b30-ec17-4958-828f-ea3c6b09f715',
  deptProduct: '8a0b7c41-fd28-4a69-9390-fb4d7c1a0816',
  deptSales: '9b1c8d52-0e39-4b7a-84a1-0c5e8d2b1917',
  oktaEngineering: 'ac2d9e63-1f4a-4c8b-95b2-1d6f9e3c2a18',
};

const DEPARTMENTS_SEED = 20_250_630;
const MOST_DEPARTMENTS_OF_ONE = 6;

/** An account that a program signs in with; Confluence takes it for a person. */
const serviceAccount = person('svc-backup', '712020:c1d7e2a4-0b5f-4e38-8d16-7a92f4c05b61', 'svc-backup');

/** Two people of one name, in one department. */
const namesakes = [
  person('Imogen Prescott', '5d21c07e9a4b3f0c8e61d2a4', 'imogen.prescott'),
  person('Imogen Prescott', '557058:a84f1c36-2d70-49be-9e05-b3c61d8f7240', 'imogen.prescott.hr'),
] as const;

/** Suspended for the whole site: still a member, and not listed as one. */
const suspendedPerson = {
  ...person('Rowan Thackeray', '5d21c0899a4b3f0c8e61d2a5', 'rowan.thackeray'),
  suspended: true,
};

/** The people that are in no group but those of departments. */
export const departmentPeople: readonly Person[] = [serviceAccount, ...namesakes, suspendedPerson];

interface Department extends Omit<SeededGroup, 'access' | 'memberIds'> {
  /** How many members there are in all. */
  size: number;
  /** Who is in it, whatever is drawn. */
  named: readonly Person[];
}

const { 'site-admin': sasha, 'confluence-admin': priya, 'new-admin': noor, member: jonas } = personaPeople;

const engineering = department('deptEngineering', 'dept-engineering', 52, [jonas]);

/** What an identity provider makes of the engineers. */
const okta: Department = {
  ...department('oktaEngineering', 'okta-engineering', 40, [jonas]),
  managedBy: 'EXTERNAL',
};

/** Large ones first, while there are people left to draw. */
const others: readonly Department[] = [
  department('deptCustomerSupport', 'dept-customer-support', 36, []),
  department('deptSales', 'dept-sales', 32, [suspendedPerson, namesakes[0]]),
  team('OPEN', department('deptMarketing', 'dept-marketing', 26, namesakes)),
  department('deptOperations', 'dept-operations', 24, [priya, serviceAccount]),
  department('deptFinance', 'dept-finance', 20, [suspendedPerson]),
  team('TEAM_MEMBERS', department('deptProduct', 'dept-product', 18, [jonas])),
  department('deptData', 'dept-data', 16, [serviceAccount]),
  department('deptIt', 'dept-it', 14, [sasha, priya, noor, serviceAccount]),
  department('deptHumanResources', 'dept-human-resources', 12, [namesakes[1]]),
  department('deptLegal', 'dept-legal', 8, []),
];

/**
 * Twelve groups, whose members come from `pool` and overlap: nobody is in more than six. The same for the same pool,
 * always, which has to be of 60 people at least.
 */
export function createDepartments(pool: readonly Person[]): SeededGroup[] {
  const random = seededRandom(DEPARTMENTS_SEED);
  const counts = new Map<Person, number>();
  const populate = ({ named, size }: Department, from: readonly Person[]): Person[] => {
    const isFree = (one: Person): boolean =>
      !named.includes(one) && (counts.get(one) ?? 0) < MOST_DEPARTMENTS_OF_ONE;
    const members = [...named, ...drawSome(random, from.filter(isFree), size - named.length)];
    for (const member of members) counts.set(member, (counts.get(member) ?? 0) + 1);
    return members;
  };
  const engineers = populate(engineering, pool);
  return [
    groupOf(engineering, engineers),
    groupOf(okta, populate(okta, engineers)),
    ...others.map((one) => groupOf(one, populate(one, pool))),
  ];
}

function department(
  key: keyof typeof departmentIds,
  name: string,
  size: number,
  named: readonly Person[],
): Department {
  return { id: departmentIds[key], name, size, named, managedBy: 'ADMINS', usageType: 'USERBASE_GROUP' };
}

/** A department whose group is that of an Atlassian team. */
function team(managedBy: GroupManager, ofTeam: Department): Department {
  return { ...ofTeam, managedBy, usageType: 'TEAM_COLLABORATION' };
}

function groupOf({ id, name, managedBy, usageType }: Department, members: readonly Person[]): SeededGroup {
  const memberIds = members.map(({ accountId }) => accountId);
  return { id, name, managedBy, usageType, access: 'none', memberIds };
}

/** `count` of `people`, in the order drawn. */
function drawSome(random: Random, people: readonly Person[], count: number): Person[] {
  const left = [...people];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

function person(displayName: string, accountId: string, mailName: string): Person {
  return { ...ordinary, accountId, displayName, publicName: displayName, email: `${mailName}@example.com` };
}
