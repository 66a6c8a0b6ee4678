import type { QueryClient } from '@tanstack/react-query';
import type { Person } from '../../../../../src/contract';
import type { GroupMembers } from './knownGroups';
import type { DirectoryAnswer } from './listKnowledge';

/** What was found out for lists, and chosen. Stays while the page is open, so that nothing is asked or chosen twice. */
export interface VisitAnswers {
  /** By account id in lower case; null where there is no such account. */
  byId: Map<string, Person | null>;
  /** By address in lower case. */
  byEmail: Map<string, DirectoryAnswer>;
  /** By `comparableName`. */
  byName: Map<string, DirectoryAnswer>;
  /** A large group that was read because its members show their addresses. */
  others?: GroupMembers;
  /** By list, then by `keyOfMention`. */
  choices: Map<string, Map<string, string | null>>;
}

const visits = new WeakMap<QueryClient, VisitAnswers>();

/** What was found out during this visit. */
export function answersOfVisit(client: QueryClient): VisitAnswers {
  let answers = visits.get(client);
  if (!answers) {
    answers = { byId: new Map(), byEmail: new Map(), byName: new Map(), choices: new Map() };
    visits.set(client, answers);
  }
  return answers;
}

/** Has searches that Confluence did not answer made again when they are needed. */
export function forgetErrors({ byEmail, byName }: VisitAnswers): void {
  for (const found of [byEmail, byName]) {
    for (const [key, answer] of found) if ('error' in answer) found.delete(key);
  }
}

/** What was chosen in this list. */
export function choicesOf({ choices }: VisitAnswers, list: string): Map<string, string | null> {
  let chosen = choices.get(list);
  if (!chosen) {
    chosen = new Map();
    choices.set(list, chosen);
  }
  return chosen;
}
