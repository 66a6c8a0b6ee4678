import type { Group } from '../../../../src/contract';
import { cutText } from '../../../../src/cutText';
import { nameOrId, visibleText } from '../ui/visibleText';

/** What a group is called in a list, and what tells it apart where another one there looks the same. */
export interface GroupLabel {
  name: string;
  /** The beginning of its id, or all of it where that begins alike too. */
  id?: string;
}

/** As much of a UUID as people compare. */
const SHORT_ID = 8;

/** The labels of the groups in a list, in order. */
export function groupLabels(groups: readonly Group[]): GroupLabel[] {
  const alike = new Map<string, Group[]>();
  for (const group of groups) {
    const seen = visibleText(nameOrId(group));
    alike.set(seen, [...(alike.get(seen) ?? []), group]);
  }
  return groups.map((group) => {
    const name = nameOrId(group);
    const others = alike.get(visibleText(name)) ?? [];
    return others.length > 1 ? { name, id: idAmong(group, others) } : { name };
  });
}

function idAmong({ id }: Group, others: readonly Group[]): string {
  const short = cutText(id, SHORT_ID);
  const isTold = others.filter((other) => cutText(other.id, SHORT_ID) === short).length === 1;
  return isTold ? short : id;
}
