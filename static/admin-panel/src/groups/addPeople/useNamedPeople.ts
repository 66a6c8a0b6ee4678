import { useMutation } from '@tanstack/react-query';
import type { Person } from '../../../../../src/contract';
import { mapConcurrently } from '../../../../../src/mapConcurrently';
import { findPeopleBy } from '../../directory/searchPeople';
import { ReadFailed } from '../../host/readFailed';

/** Each costs a request or two; longer lists have a dialog of their own. */
export const MOST_NAMED = 20;
const AT_ONCE = 4;

/** A name that stands for no one person, or may not. */
interface UnclearName {
  name: string;
  why: 'nobodyFits' | 'severalFit' | 'notAnswered';
}

export interface NamedPeople {
  find: (names: readonly string[]) => void;
  /** People being looked up. */
  asking: number;
  /** Of those looked up last. */
  unclear: readonly UnclearName[];
}

/** Finds each of several people by an address, an account id, or a name that fits one person alone. */
export function useNamedPeople(onFound: (people: readonly Person[]) => void): NamedPeople {
  const finding = useMutation({
    mutationFn: (names: readonly string[]) => mapConcurrently(names, AT_ONCE, findNamed),
    onSuccess: (found) => onFound(found.filter(isPerson)),
  });
  return {
    find: finding.mutate,
    asking: finding.isPending ? finding.variables.length : 0,
    unclear: finding.data?.filter(isUnclear) ?? [],
  };
}

async function findNamed(name: string): Promise<Person | UnclearName> {
  try {
    const { people, more } = await findPeopleBy(name, 2);
    const [person, ...others] = people;
    if (!person) return { name, why: 'nobodyFits' };
    return others.length > 0 || more ? { name, why: 'severalFit' } : person;
  } catch (error) {
    // Part of the page may not have come either.
    if (!(error instanceof ReadFailed)) console.error('A person could not be looked up.', error);
    return { name, why: 'notAnswered' };
  }
}

function isPerson(found: Person | UnclearName): found is Person {
  return !isUnclear(found);
}

function isUnclear(found: Person | UnclearName): found is UnclearName {
  return 'why' in found;
}
