import { groupsText } from './groupsText';

/** What groups are called inside a sentence: the name of one, else how many they are. */
export function GroupNames({ names }: { names: readonly string[] }) {
  return names.length === 1 ? <bdi>{names[0]}</bdi> : <>{groupsText(names)}</>;
}
