import { isKnown, type Chosen } from '../people/chosen';
import { number } from '../ui/number';

/** Notable accounts among those to be removed, in sentences: guests, apps, people without access. */
export function notableWords(people: readonly Chosen[]): string[] {
  const known = people.filter(isKnown);
  const apps = known.filter(({ accountType }) => accountType === 'app').length;
  const guests = known.filter(({ guest }) => guest).length;
  const withoutAccess = known.filter((person) => person.lacksAccess && person.accountType !== 'app').length;
  const notable = [
    counted(guests, 'guest', 'guests'),
    counted(apps, 'app', 'apps'),
    counted(withoutAccess, 'person without Confluence access', 'people without Confluence access'),
  ].filter((text) => text !== undefined);
  return [
    ...(notable.length > 0 ? [`Among them: ${notable.join(', ')}.`] : []),
    ...unknownWords(people.length - known.length, people.length),
  ];
}

function unknownWords(unknown: number, count: number): string[] {
  if (unknown === 0) return [];
  if (count === 1) return ['Whether this is a guest or an app is not known.'];
  return [
    unknown === 1
      ? 'Whether 1 of them is a guest or an app is not known.'
      : `Whether ${number(unknown)} of them are guests or apps is not known.`,
  ];
}

function counted(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${number(count)} ${count === 1 ? one : many}`;
}
