import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { Mention, OmissionReason, Spot } from '../mention';
import type { MatchedList } from './matchedList';
import { keyOfMention } from './matchMentions';

/** Omissions of lines that may name a person all the same. */
const UNCERTAIN: ReadonlySet<OmissionReason> = new Set(['unreadable', 'otherRole', 'otherProduct']);

/**
 * How many lines may name a person who was not found: in a group that is made equal to the list, that person would be
 * removed.
 */
export function countUncertain({ choices, unmatched, pending, omissions }: MatchedList): number {
  const omitted = omissions.filter(({ why }) => UNCERTAIN.has(why)).length;
  return choices.length + unmatched.length + pending.length + omitted;
}

/**
 * Tells the lines that `countUncertain` counts from other lines.
 * @param files names of the sources, by `Spot.file`
 */
export async function keyOfUncertain(
  { choices, unmatched, pending, omissions }: MatchedList,
  files: readonly string[],
  pause: Pause,
): Promise<string> {
  const keys: string[] = [];
  const note = ({ file }: Spot, key: string) => keys.push(`${files[file] ?? ''} ${key}`);
  const bins: readonly (readonly { mention: Mention }[])[] = [choices, unmatched, pending];
  for (const bin of bins) {
    await forEachWithPauses(bin, pause, ({ mention }) => note(mention, keyOfMention(mention)));
  }
  await forEachWithPauses(omissions, pause, (one) => {
    if (UNCERTAIN.has(one.why)) note(one, keyOfMention(one));
  });
  return keys.join('\n');
}
