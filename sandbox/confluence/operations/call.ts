import type { NonMember } from '../nonMember';
import type { Parameters } from '../parameters';
import type { Person, Site } from '../site';

/** A request that may go on: signed in, in scope, valid. */
export interface Call {
  site: Site;
  nonMember: NonMember;
  /** Who asks. */
  person: Person;
  parameters: Parameters;
  body: unknown;
  /** What the links of the answer are made of. */
  links: LinkContext;
}

export interface LinkContext {
  /** Such as `https://example.atlassian.net/wiki`. */
  base: string;
  /** Path below `base`, without query. */
  path: string;
  /** The query as asked. */
  query: URLSearchParams;
}

/** A success. Failures are thrown as `RestError`. */
export interface Answer {
  status: number;
  /** JSON; absent when the status carries none. */
  body?: object;
  /** Users and groups in it: what makes it cost points. */
  returned: number;
}

/** Answers one operation of the specification. */
export type Handler = (call: Call) => Answer;
