import { isKnown, type Chosen } from '../directory/chosen';
import { isVisible, visibleText } from '../ui/visibleText';

/** What sets a person of a plan apart. */
export type PlanFlag =
  /** The admin who is looking. */
  | 'you'
  /** Another person of the plan has the same name. */
  | 'sameName'
  | 'guest'
  | 'app'
  /** Confluence lists nothing they may do there. */
  | 'noAccess'
  /** On the list of people that no run removes. */
  | 'protected'
  /** Confluence knows no such person. */
  | 'unknown';

/** What flags depend on beyond the person. */
interface About {
  myAccountId: string | undefined;
  hasNamesake: (accountId: string) => boolean;
  isProtected: (accountId: string) => boolean;
  /** The directory was asked, and has no such account. */
  isMissing: (accountId: string) => boolean;
}

/** What sets a person apart, as far as it is known. */
export function flagsOf(person: Chosen, about: About): PlanFlag[] {
  const { accountId } = person;
  const flags: PlanFlag[] = [];
  if (accountId === about.myAccountId) flags.push('you');
  if (about.hasNamesake(accountId)) flags.push('sameName');
  if (about.isProtected(accountId)) flags.push('protected');
  if (isKnown(person)) {
    if (person.guest) flags.push('guest');
    if (person.accountType === 'app') flags.push('app');
    else if (person.lacksAccess) flags.push('noAccess');
  } else if (about.isMissing(accountId)) flags.push('unknown');
  return flags;
}

/** Which people share a name with another one: those whose names look the same. */
export class Namesakes {
  /** Account ids by what one sees of the name. */
  readonly #byName = new Map<string, Set<string>>();
  readonly #ids = new Set<string>();

  add(person: Chosen): void {
    if (!isKnown(person) || !isVisible(person.displayName)) return;
    const name = seen(person.displayName);
    const ids = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, ids.add(person.accountId));
    if (ids.size > 1) for (const id of ids) this.#ids.add(id);
  }

  has(accountId: string): boolean {
    return this.#ids.has(accountId);
  }

  /** People who share their name. */
  get size(): number {
    return this.#ids.size;
  }
}

/** Letters, digits and signs with single blanks between them: they look as they are. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** The short way first: a plan may have 50,000 names. */
function seen(name: string): string {
  return PLAIN.test(name) ? name : visibleText(name);
}
