import { useContext, useMemo, useState } from 'react';
import type { Group } from '../../../../src/contract';
import { isKnown, knownById, type Chosen } from '../directory/chosen';
import { accessOf, useAccessGroups, type AccessGroups } from '../directory/useAccessGroups';
import { HostContext } from '../host/HostContext';
import {
  planSafeguardsFor,
  UNKNOWN,
  type Departures,
  type GroupFacts,
  type PlanSafeguards,
  type Typed,
} from './safeguards';
import { useKnownMembers } from './useKnownMembers';
import { useLeaving } from './useLeaving';

/** What is known of what groups give their members. */
type AccessKnowledge =
  { status: 'asking' } | { status: 'known'; groups: AccessGroups } | { status: 'failed'; error: Error };

/** What a plan or a dialog shows of its safeguards. */
export interface SafeguardState {
  access: AccessKnowledge;
  /** Not known while Confluence is being asked. */
  safeguards: PlanSafeguards | undefined;
  typed: Typed;
  onTypeName: (groupId: string, name: string) => void;
  onTypeCount: (count: string) => void;
  onAskAgain: () => void;
}

/** What a group gives was asked so long ago that it may have changed, ms. */
const ACCESS_FOR_MS = 60_000;
const NOBODY: ReadonlySet<string> = new Set();

/**
 * The safeguards of changes, from the moment that they are looked at to that at which they may be confirmed. Three requests for
 * what groups give, and one for each administrators' group that loses people.
 * @param departures the same list until it changes
 * @param arrivals groups that gain people, likewise
 * @param personOf who an account is, as far as that is known; the same function until that changes
 * @param isWanted false: nothing is asked
 */
export function useSafeguards(
  departures: readonly Departures[],
  arrivals: readonly Group[],
  personOf: (accountId: string) => Chosen,
  isWanted = true,
): SafeguardState {
  const { accountId: myAccountId } = useContext(HostContext);
  const query = useAccessGroups(isWanted, ACCESS_FOR_MS);
  const access = knowledgeOf(query);
  const given = access.status === 'known' ? access.groups : undefined;
  const administrators = useMemo(
    () =>
      departures
        .map(({ group }) => group.id)
        .filter((id) => given && accessOf(given, id).administration === 'yes'),
    [departures, given],
  );
  const { membersOf, isAsking } = useKnownMembers(administrators);
  // Who is an app counts there alone, and names come in one after the other.
  const whoIs = administrators.length > 0 ? personOf : knownById;
  const leavingOf = useLeaving();
  const [typed, setTyped] = useState<Typed>({ names: new Map(), count: '' });
  const isAnswered = access.status !== 'asking' && !isAsking;
  const safeguards = useMemo(() => {
    const isApp = (accountId: string) => {
      const person = whoIs(accountId);
      return isKnown(person) && person.accountType === 'app';
    };
    const factsOf = (groupId: string): GroupFacts => {
      const gives = given ? accessOf(given, groupId) : UNKNOWN;
      const leaving = gives.administration === 'yes' ? leavingOf(groupId) : NOBODY;
      return { access: gives, members: membersOf(groupId), leaving, isApp };
    };
    return isAnswered ? planSafeguardsFor(departures, arrivals, factsOf, myAccountId) : undefined;
  }, [isAnswered, departures, arrivals, whoIs, given, membersOf, leavingOf, myAccountId]);
  return {
    ...{ access, safeguards, typed },
    onTypeName: (groupId, name) =>
      setTyped((before) => ({ ...before, names: new Map(before.names).set(groupId, name) })),
    onTypeCount: (count) => setTyped((before) => ({ ...before, count })),
    onAskAgain: () => void query.refetch({ cancelRefetch: false }),
  };
}

function knowledgeOf({
  data,
  error,
  isFetching,
}: Pick<ReturnType<typeof useAccessGroups>, 'data' | 'error' | 'isFetching'>): AccessKnowledge {
  if (isFetching) return { status: 'asking' };
  if (error) return { status: 'failed', error };
  return data ? { status: 'known', groups: data } : { status: 'asking' };
}
