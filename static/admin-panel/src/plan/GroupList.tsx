import { Fragment } from 'react';
import type { Group } from '../../../../src/contract';
import { currentLocale } from '../i18n/defineMessages';
import { groupNamesIn } from './safeguardWords';

/** Groups inside a sentence, as the page's language lists them: "a, b, and 3 more groups". */
export function GroupList({ groups }: { groups: readonly Group[] }) {
  const { names, more } = groupNamesIn(groups);
  const format = new Intl.ListFormat(currentLocale(), { type: 'conjunction' });
  // Each name is in an element of its own, whatever its direction of writing.
  const places = [...names, ...(more === undefined ? [] : [more])].map((_, nth) => String(nth));
  return format.formatToParts(places).map(({ type, value }, nth) => {
    const name = type === 'element' ? names[Number(value)] : undefined;
    if (name !== undefined) return <bdi key={nth}>{name}</bdi>;
    return <Fragment key={nth}>{type === 'element' ? more : value}</Fragment>;
  });
}
