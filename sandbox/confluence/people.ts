import { drawName } from './names';
import { hex, type Random } from './prng';
import type { Person } from './site';

/** A licensed person with nothing special, to spread under the rest. */
export const ordinary = {
  email: '',
  accountType: 'atlassian',
  deactivated: false,
  suspended: false,
  isGuest: false,
  isExternalCollaborator: false,
  hasPicture: false,
  role: 'none',
} as const satisfies Partial<Person>;

const HIDDEN_EMAIL_SHARE = 0.08;
const DEACTIVATED_SHARE = 0.02;
const OLD_ACCOUNT_SHARE = 0.7;

/** Draws `count` employees; `serial` numbers start at `firstSerial` and keep emails apart. */
export function drawEmployees(random: Random, count: number, firstSerial: number): Person[] {
  return Array.from({ length: count }, (_, index) => drawEmployee(random, firstSerial + index));
}

/** Draws `count` contractors: mostly guests, of the older and the newer kind. */
export function drawContractors(random: Random, count: number, firstSerial: number): Person[] {
  return drawEmployees(random, count, firstSerial).map((person) => {
    const kind = random();
    return { ...person, isGuest: kind < 0.7, isExternalCollaborator: kind >= 0.35 && kind < 0.85 };
  });
}

function drawEmployee(random: Random, serial: number): Person {
  const { displayName, mailName } = drawName(random);
  // Spelled out rather than spread: six times faster, and there are 50,000 of them.
  return {
    accountId: drawAccountId(random),
    displayName,
    publicName: displayName,
    email: random() < HIDDEN_EMAIL_SHARE ? '' : `${mailName}.${serial}@example.com`,
    accountType: 'atlassian',
    deactivated: random() < DEACTIVATED_SHARE,
    suspended: false,
    isGuest: false,
    isExternalCollaborator: false,
    role: 'none',
    hasPicture: random() < 0.5,
  };
}

/** Account ids come in two formats: 24 digits, and since 2017 a prefix with a UUID. */
function drawAccountId(random: Random): string {
  if (random() < OLD_ACCOUNT_SHARE) return `5${hex(random, 23)}`;
  const digits = hex(random, 32);
  const parts = [0, 8, 12, 16, 20].map((start, index, starts) => digits.slice(start, starts[index + 1]));
  return `557058:${parts.join('-')}`;
}
