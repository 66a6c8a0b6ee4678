import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { rememberMembership } from '../directory/memberships';
import { refreshGroupsOf } from '../directory/useGroupsOf';
import { forgetMembers, reloadMembers } from '../members/queries';
import { useSupersedeOutcomes } from '../removal/useRemoval';
import { collectPerTurn, oncePerTurn, refreshAfter, type MembershipsChanged } from './refreshAfter';
import { useRefreshHistory } from './useRefreshHistory';

/** Has everything that is shown brought up to date. Callers say what changed in Confluence, nothing else. */
export function useMembershipsChanged(): (changed: MembershipsChanged) => void {
  const client = useQueryClient();
  const supersedeOutcomes = useSupersedeOutcomes();
  const refresh = useRefreshHistory();
  // A run may have changed hundreds of groups, and is told of group by group.
  const refreshHistory = useMemo(() => oncePerTurn(() => void refresh()), [refresh]);
  // And of the same people in each of them, whose groups are one request.
  const refreshGroups = useMemo(
    () => collectPerTurn<string>((accountIds) => refreshGroupsOf(client, accountIds)),
    [client],
  );
  return useCallback(
    (changed) =>
      refreshAfter(changed, {
        ...{ supersedeOutcomes, refreshHistory },
        remember: (groupId, accountIds, isMember) =>
          rememberMembership(client, groupId, accountIds, isMember),
        forgetMembers: (groupId, accountIds, since) => void forgetMembers(client, groupId, accountIds, since),
        reloadMembers: (groupId) => void reloadMembers(client, groupId),
        refreshGroupsOf: refreshGroups,
      }),
    [client, supersedeOutcomes, refreshHistory, refreshGroups],
  );
}
