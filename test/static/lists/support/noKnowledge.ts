import { NO_MEMBERS, type Knowledge } from '../../../../static/admin-panel/src/lists/match/listKnowledge';

/** Nothing was asked yet. */
export const NO_KNOWLEDGE: Knowledge = {
  members: NO_MEMBERS,
  others: NO_MEMBERS,
  byId: new Map(),
  byEmail: new Map(),
  byName: new Map(),
  book: new Map(),
  choices: new Map(),
  rest: 'coming',
};
