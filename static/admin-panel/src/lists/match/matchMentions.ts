import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import { keyOfGroup } from '../columns/groupsIn';
import type { Mention, Mentions } from '../mention';
import type { Knowledge } from './listKnowledge';
import type { ListedPerson, MatchedList, OpenChoice, Pending, UnmatchedLine } from './matchedList';
import { whoIsMeant, type Meaning } from './whoIsMeant';

interface Options {
  /** One person named for two groups, or for adding and removing, is not repeated. */
  apart: boolean;
}

/**
 * Finds out who is meant by each mention of a list, by what is known; asks nothing. A few hundred nanoseconds a mention.
 * @param pause awaited every few hundred mentions; where it rejects, so does this
 */
export async function matchMentions(
  { mentions, omissions, lines }: Mentions,
  known: Knowledge,
  { apart }: Options,
  pause: Pause,
): Promise<MatchedList> {
  const sorting = new Sorting(known, apart);
  await forEachWithPauses(mentions, pause, (mention) => sorting.put(mention, whoIsMeant(mention, known)));
  const { found, choices, chosen, unmatched, repeated, pending } = sorting;
  return { found, choices, chosen, unmatched, repeated, pending, omissions, lines };
}

/** Tells a mention from the others of its list; stays the same where another file comes before its own. */
export function keyOfMention({ line, text, accountId, email, name }: Mention): string {
  return JSON.stringify([line, text, accountId, email, name]);
}

/** The bins of a list, while they are filled in the order of its lines. */
class Sorting {
  readonly found: ListedPerson[] = [];
  readonly choices: OpenChoice[] = [];
  readonly chosen: OpenChoice[] = [];
  readonly unmatched: UnmatchedLine[] = [];
  readonly repeated: { mention: Mention; accountId: string }[] = [];
  readonly pending: Pending[] = [];
  /** What tells those apart who are in `found`. */
  readonly #places = new Set<string>();

  constructor(
    readonly known: Knowledge,
    readonly apart: boolean,
  ) {}

  put(mention: Mention, meaning: Meaning): void {
    switch (meaning.is) {
      case 'found':
        this.#find(mention, meaning);
        return;
      case 'choice':
        this.#choose(mention, meaning);
        return;
      case 'unmatched':
        this.unmatched.push({ mention, why: meaning.why });
        return;
      case 'notAnswered':
        this.unmatched.push({ mention, why: 'notAnswered', error: meaning.error });
        return;
      case 'open':
        this.#leaveOpen(mention, meaning);
        return;
    }
  }

  #find(mention: Mention, { person, by }: Pick<ListedPerson, 'person' | 'by'>): void {
    const { accountId } = person;
    const place = this.apart ? JSON.stringify([accountId, groupOf(mention), mention.action]) : accountId;
    if (this.#places.has(place)) {
      this.repeated.push({ mention, accountId });
    } else {
      this.#places.add(place);
      this.found.push({ person, mention, by });
    }
  }

  #choose(mention: Mention, { candidates, why }: Extract<Meaning, { is: 'choice' }>): void {
    const wanted = this.known.choices.get(keyOfMention(mention));
    const person = candidates.find(({ accountId }) => accountId === wanted);
    if (person) {
      this.chosen.push({ mention, candidates, why, chosen: person.accountId });
      this.#find(mention, { person, by: 'choice' });
    } else {
      // One who was chosen and is no candidate any more was chosen under other circumstances.
      this.choices.push({ mention, candidates, why, chosen: wanted === null ? null : undefined });
    }
  }

  #leaveOpen(mention: Mention, { need, otherwise }: Extract<Meaning, { is: 'open' }>): void {
    const { rest } = this.known;
    if (rest === 'coming') this.pending.push({ mention, need });
    else if (otherwise) this.put(mention, otherwise);
    else if (rest === 'stopped') this.unmatched.push({ mention, why: 'notAsked' });
    else this.unmatched.push({ mention, why: 'notAnswered', error: rest });
  }
}

function groupOf({ groupId, groupName }: Mention): string {
  return keyOfGroup({ id: groupId, name: groupName });
}
