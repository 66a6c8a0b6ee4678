import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Person } from '../../../../src/contract';
import { useOnline } from '../host/useOnline';
import type { MemberList } from '../members/memberList';
import { checkMemberships } from '../membership/checkMemberships';
import { useIsShown } from '../ui/shown';
import { MemberAsker, type AskedMembers } from './memberAsker';

/** What was asked of one side, and the way to ask again after a failure. */
export interface AskedOfSide extends AskedMembers {
  retry: () => void;
}

/**
 * Who of these people is in a group that is not read whole: one request a person (`GET user/memberof`), of each once as long as
 * the list of the group is the same. Those who leave the group by a change of this page are in it no more.
 * @param people undefined: no one is asked about
 */
export function useAskedMembers(
  groupId: string,
  list: MemberList,
  people: readonly Person[] | undefined,
): AskedOfSide {
  const [asker, mark] = useMemo(
    () =>
      [
        new MemberAsker((accountIds, listener) => checkMemberships(groupId, accountIds, listener)),
        list.mark(),
      ] as const,
    [groupId, list],
  );
  const known = useSyncExternalStore(asker.subscribe, asker.known);
  const online = useOnline();
  const isShown = useIsShown();
  const isWanted = people !== undefined && online && isShown;
  useEffect(() => {
    if (isWanted) asker.ask(people.filter((one) => !one.isUnidentified).map(({ accountId }) => accountId));
  }, [asker, isWanted, people]);
  useEffect(() => asker.giveUp, [asker]);

  const { version } = list;
  const answers = useMemo(() => {
    const gone = list.removedSince(mark);
    return gone.length === 0
      ? known.answers
      : new Map([...known.answers, ...gone.map((accountId) => [accountId, false] as const)]);
    // The list says by its version that people left it.
  }, [known, list, mark, version]);
  return { ...known, answers, retry: asker.retry };
}
