import type { QueryClient } from '@tanstack/react-query';
import type { AppError } from '../../../../../src/contract';
import { createPause, type Pause } from '../../host/createPause';
import { errorOfFailure } from '../../host/readFailed';
import type { ReadingEnd } from '../../members/loading/reading';
import { secondsToCheck, type CheckEnd } from '../../membership/membershipCheck';
import { throttle } from '../../ui/throttle';
import type { Mention, Mentions } from '../mention';
import { askAccounts, searchDirectory } from './askDirectory';
import {
  isWorthReading,
  knownMembersOf,
  largestAccessGroup,
  readRestOf,
  type GroupMembers,
} from './knownGroups';
import { NO_MEMBERS, type AddressBook, type Knowledge } from './listKnowledge';
import type { MatchedList } from './matchedList';
import { keyOfMention, matchMentions } from './matchMentions';
import { choicesOf, forgetErrors, type VisitAnswers } from './visitAnswers';
import { wantedFor, type WantedAnswers } from './wantedAnswers';

/** What is under way; a count of 0 is not known yet. */
export interface LookUpProgress {
  /** `others`: the members of another group, for their addresses. */
  stage: 'matching' | 'members' | 'others' | 'ids' | 'directory';
  done: number;
  count: number;
}

/** How finding out who is meant stands. */
export interface LookUpState {
  /** Undefined until all mentions were gone through once. It grows while people are looked up. */
  matched: MatchedList | undefined;
  progress: LookUpProgress | undefined;
  /** So many searches are needed that they wait until they are asked for; about what they take, s. */
  offer: { count: number; seconds: number } | undefined;
  /** Why looking up ended early: the lines it was for are `notAnswered`. */
  error: AppError | undefined;
  /** Everything is known, as far as it can be or was wanted, and `matched` has all choices. */
  isSettled: boolean;
}

export interface ListToMatch {
  /** Names it among the lists of the visit. */
  key: string;
  mentions: Mentions;
  group: GroupMembers | undefined;
  book: AddressBook;
  apart: boolean;
}

/** So many searches are made unasked: a request each, over in a few seconds. */
const SEARCHES_BY_THEMSELVES = 200;

/** ms between two reports of progress. */
const TELLING_MS = 100;

const MATCHING: LookUpProgress = { stage: 'matching', done: 0, count: 0 };

/** How a stage of looking up ended; `offered`: it waits to be asked for. */
type StageEnd = CheckEnd | { status: 'offered' };

export const NOTHING_TO_MATCH: LookUpState = {
  matched: undefined,
  progress: undefined,
  offer: undefined,
  error: undefined,
  isSettled: false,
};

/**
 * Finds out who is meant by the mentions of one list: goes through them, looks up what is missing, the cheapest first, and
 * goes through them again, until nothing is missing. What was answered is kept for the visit.
 */
export class ListMatcher {
  readonly #listeners = new Set<() => void>();
  readonly #choices: Map<string, string | null>;
  #state: LookUpState = { ...NOTHING_TO_MATCH, progress: MATCHING };
  #known: Pick<Knowledge, 'members' | 'others'> = { members: NO_MEMBERS, others: NO_MEMBERS };
  #rest: Knowledge['rest'] = 'coming';
  /** Ends everything. */
  #ending = new AbortController();
  /** Ends looking up; the mentions are gone through once more. */
  #stopping = new AbortController();
  /** Asked for, however many searches it takes. */
  #isAskedFor = false;
  /** Searches since it was started. */
  #searches = 0;
  #isOthersTried = false;
  /** Members could not be read to the end: others than those read are not to be had. */
  #isReadAsFarAsItGoes = false;
  #passes = 0;

  constructor(
    readonly list: ListToMatch,
    readonly client: QueryClient,
    readonly answers: VisitAnswers,
  ) {
    this.#choices = choicesOf(answers, list.key);
  }

  readonly state = (): LookUpState => this.#state;

  /** @returns stops listening */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Begins, or goes on with what is missing. */
  readonly start = (): void => {
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#stopping = new AbortController();
    this.#rest = 'coming';
    this.#searches = 0;
    const { signal } = this.#ending;
    const progress = MATCHING;
    this.#tell({ progress, offer: undefined, error: undefined, isSettled: false });
    this.#work(signal).catch((failure: unknown) => {
      if (!signal.aborted) this.#tell({ progress: undefined, error: errorOfFailure(failure) });
    });
  };

  /** Ends everything, where the list is not wanted any more. */
  readonly end = (): void => this.#ending.abort();

  /** Looks up what was offered. */
  readonly ask = (): void => {
    this.#isAskedFor = true;
    this.start();
  };

  /** Ends looking up, also what is offered: the lines it is for are `notAsked`. */
  readonly stop = (): void => {
    this.#rest = 'stopped';
    this.#stopping.abort();
    if (!this.#state.offer) return;
    this.#tell({ offer: undefined });
    this.#goThroughAgain();
  };

  /** Asks again what was not answered, or for what was stopped. */
  readonly retry = (): void => {
    forgetErrors(this.answers);
    this.#isReadAsFarAsItGoes = false;
    this.start();
  };

  /** @param accountId of the one who is meant; null for none of them; undefined where that is open again */
  readonly choose = (mention: Mention, accountId: string | null | undefined): void => {
    const key = keyOfMention(mention);
    if (accountId === undefined) this.#choices.delete(key);
    else this.#choices.set(key, accountId);
    this.#goThroughAgain();
  };

  /** Of all choices that are open, none is meant. */
  readonly leaveOutAll = (): void => {
    for (const { mention, chosen } of this.#state.matched?.choices ?? []) {
      if (chosen === undefined) this.#choices.set(keyOfMention(mention), null);
    }
    this.#goThroughAgain();
  };

  async #work(signal: AbortSignal): Promise<void> {
    const pause = createPause(signal);
    for (;;) {
      this.#known = await this.#knownMembers(pause);
      const matched = await this.#goThrough(signal);
      if (matched.pending.length === 0) return;
      const end = await this.#lookUp(await wantedFor(matched.pending, pause));
      signal.throwIfAborted();
      switch (end.status) {
        case 'complete':
          break;
        case 'stopped':
          this.#rest = 'stopped';
          break;
        case 'failed':
          this.#rest = end.error;
          this.#tell({ error: end.error });
          break;
        case 'offered':
          return;
      }
    }
  }

  async #knownMembers(pause: Pause): Promise<Pick<Knowledge, 'members' | 'others'>> {
    const { group } = this.list;
    const { others } = this.answers;
    const members = group ? await knownMembersOf(group, pause) : NO_MEMBERS;
    return {
      members: this.#isReadAsFarAsItGoes ? { ...members, isWhole: true } : members,
      others: others ? await knownMembersOf(others, pause) : NO_MEMBERS,
    };
  }

  #goThroughAgain(): void {
    const { signal } = this.#ending;
    this.#tell({ isSettled: false });
    this.#goThrough(signal).catch((failure: unknown) => {
      if (!signal.aborted) this.#tell({ progress: undefined, error: errorOfFailure(failure) });
    });
  }

  /** Goes through all mentions; of two passes at once, the outcome of the one that began later stands. */
  async #goThrough(signal: AbortSignal): Promise<MatchedList> {
    const pass = ++this.#passes;
    const { mentions, book, apart } = this.list;
    const { byId, byEmail, byName } = this.answers;
    const known = { ...this.#known, byId, byEmail, byName, book, choices: this.#choices, rest: this.#rest };
    const matched = await matchMentions(mentions, known, { apart }, createPause(signal));
    signal.throwIfAborted();
    if (pass === this.#passes) {
      const isSettled = matched.pending.length === 0;
      this.#tell({ matched, isSettled, ...(isSettled && { progress: undefined }) });
    }
    return matched;
  }

  /** Looks up what is cheapest of what is missing. */
  async #lookUp({ accountIds, searches, members }: WantedAnswers): Promise<StageEnd> {
    const { group } = this.list;
    const isPartial = group !== undefined && !this.#known.members.isWhole;
    if (isPartial && (members || (searches.length > 0 && isWorthReading(group, searches.length)))) {
      return this.#readMembers(group);
    }
    if (accountIds.length > 0) return this.#askAccounts(accountIds);
    const areMany = this.#searches + searches.length > SEARCHES_BY_THEMSELVES;
    if (areMany && !this.#isOthersTried) return this.#readOthers(searches);
    if (areMany && !this.#isAskedFor) {
      const count = searches.length;
      this.#tell({ progress: undefined, offer: { count, seconds: secondsToCheck(count) } });
      return { status: 'offered' };
    }
    return this.#search(searches);
  }

  async #readMembers(group: GroupMembers): Promise<StageEnd> {
    const end = await this.#readRest('members', group);
    switch (end.status) {
      case 'limit':
        return { status: 'failed', error: { kind: 'rateLimited', limit: 'quota', retryAt: end.goesOnAt } };
      case 'changing':
        this.#isReadAsFarAsItGoes = true;
        return { status: 'complete' };
      case 'failed':
      case 'complete':
      case 'stopped':
        return end;
    }
  }

  /** Reads a large group whose members show their addresses, where that takes fewer requests than searching for them. */
  async #readOthers(searches: WantedAnswers['searches']): Promise<StageEnd> {
    this.#isOthersTried = true;
    if (this.answers.others) return { status: 'complete' };
    const emails = searches.filter(({ by }) => by === 'email').length;
    try {
      const group = emails > 0 ? await largestAccessGroup(this.client, emails) : undefined;
      if (!group) return { status: 'complete' };
      this.answers.others = group;
      const { status } = await this.#readRest('others', group);
      return { status: status === 'stopped' ? status : 'complete' };
    } catch (failure) {
      console.info('No group was read for the addresses of its members: they are searched for.', failure);
      return { status: 'complete' };
    }
  }

  async #readRest(stage: 'members' | 'others', group: GroupMembers): Promise<ReadingEnd> {
    const { list } = group;
    const telling = this.#progressOf(stage, () => ({ done: list.size, count: list.length }));
    const signals = { stopping: this.#stopping.signal, ending: this.#ending.signal };
    const end = await readRestOf(group, telling.call, signals);
    telling.cancel();
    return end;
  }

  async #askAccounts(accountIds: readonly string[]): Promise<StageEnd> {
    let done = 0;
    const telling = this.#progressOf('ids', () => ({ done, count: accountIds.length }));
    const end = await askAccounts(this.client, accountIds, {
      signal: this.#signalToStop(),
      onChecked: (answers) => {
        for (const { accountId, person } of answers) this.answers.byId.set(accountId, person);
        done += answers.length;
        telling.call();
      },
    });
    telling.cancel();
    return end;
  }

  async #search(searches: WantedAnswers['searches']): Promise<StageEnd> {
    let done = 0;
    this.#searches += searches.length;
    const telling = this.#progressOf('directory', () => ({ done, count: searches.length }));
    const end = await searchDirectory(searches, {
      signal: this.#signalToStop(),
      onChecked: (answers) => {
        for (const { search, found } of answers) this.#keep(search.by).set(search.query, found);
        done += answers.length;
        telling.call();
      },
    });
    telling.cancel();
    return end;
  }

  #keep(by: 'email' | 'name') {
    switch (by) {
      case 'email':
        return this.answers.byEmail;
      case 'name':
        return this.answers.byName;
    }
  }

  #signalToStop(): AbortSignal {
    return AbortSignal.any([this.#ending.signal, this.#stopping.signal]);
  }

  #progressOf(stage: LookUpProgress['stage'], count: () => Pick<LookUpProgress, 'done' | 'count'>) {
    const { signal } = this.#ending;
    const telling = throttle(() => {
      if (!signal.aborted) this.#tell({ progress: { stage, ...count() } });
    }, TELLING_MS);
    telling.call();
    return telling;
  }

  #tell(changed: Partial<LookUpState>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of [...this.#listeners]) listener();
  }
}
