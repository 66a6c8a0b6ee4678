import type { Group } from '../../../../src/contract';
import { nameOrId } from '../ui/visibleText';

/** A group as the page calls it: by its id where its name has nothing to be seen. */
export function withVisibleName(group: Group): Group {
  return { ...group, name: nameOrId(group) };
}
