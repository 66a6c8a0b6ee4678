import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Mention, Mentions } from '../mention';
import type { GroupMembers } from './knownGroups';
import type { AddressBook } from './listKnowledge';
import { ListMatcher, NOTHING_TO_MATCH, type LookUpState } from './listMatcher';
import { answersOfVisit } from './visitAnswers';

interface Options {
  /** Names the list among those of the visit: what was chosen in it is kept. */
  key: string;
  /** The same object until it changes; undefined while there is nothing to match. */
  mentions: Mentions | undefined;
  /** The group that the list is about: its members are looked through first. */
  group: GroupMembers | undefined;
  /** The same object until it changes. */
  book: AddressBook;
  /** One person named for two groups, or for adding and removing, is not repeated. */
  apart: boolean;
}

/** The people of a list, and what the admin can do while they are looked up. */
export interface MatchedListState extends LookUpState {
  /** Looks up what was offered. */
  ask: () => void;
  /** Ends looking up, also what is offered. */
  stop: () => void;
  /** Asks again what was not answered, or for what was stopped. */
  retry: () => void;
  /** @param accountId null: none of them is meant; undefined: it is open again */
  choose: (mention: Mention, accountId: string | null | undefined) => void;
  /** Of all choices that are open, none is meant. */
  leaveOutAll: () => void;
}

/**
 * Finds out who is meant by the mentions of a list. Members of its group and account ids are read as needed, up to 200 people
 * are searched for, and more once that is asked for. Stops when the component goes; what was answered stays for the visit.
 */
export function useMatchedList({ key, mentions, group, book, apart }: Options): MatchedListState {
  const client = useQueryClient();
  const { id, list } = group ?? {};
  const matcher = useMemo(() => {
    if (!mentions) return undefined;
    const members = id === undefined || list === undefined ? undefined : { id, list };
    return new ListMatcher({ key, mentions, group: members, book, apart }, client, answersOfVisit(client));
  }, [client, key, mentions, id, list, book, apart]);
  useEffect(() => {
    matcher?.start();
    return matcher?.end;
  }, [matcher]);
  const state = useSyncExternalStore(matcher?.subscribe ?? listenToNothing, matcher?.state ?? nothing);
  return useMemo(
    () => ({
      ...state,
      ask: matcher?.ask ?? doNothing,
      stop: matcher?.stop ?? doNothing,
      retry: matcher?.retry ?? doNothing,
      choose: matcher?.choose ?? doNothing,
      leaveOutAll: matcher?.leaveOutAll ?? doNothing,
    }),
    [state, matcher],
  );
}

const nothing = () => NOTHING_TO_MATCH;
const listenToNothing = () => doNothing;
const doNothing = () => undefined;
