import { nameOrId } from '../ui/visibleText';
import type { Effect } from './effects';
import { planMessages } from './planMessages';

/** The message of an effect that has no group in it. */
export function effectMessage(effect: Exclude<Effect, { kind: 'keeps' }>) {
  return effect.kind === 'unknown' ? UNKNOWN[effect.because] : EFFECTS[effect.kind];
}

/** What a change does to the person's use of Confluence, as plain text. */
export function effectText(effect: Effect): string {
  return effect.kind === 'keeps'
    ? planMessages.text('effectKeeps', { group: nameOrId(effect.through) })
    : planMessages.text(effectMessage(effect));
}

const EFFECTS = {
  none: 'effectNone',
  loses: 'effectLoses',
  gets: 'effectGets',
  has: 'effectHas',
  notInGroup: 'effectNotInGroup',
  inGroup: 'effectInGroup',
  hasNone: 'effectHasNone',
} as const satisfies Record<Exclude<Effect['kind'], 'keeps' | 'unknown'>, string>;

const UNKNOWN = {
  notAsked: 'effectNotAsked',
  asking: 'effectAsking',
  notAnswered: 'effectNotAnswered',
  app: 'effectOfApp',
} as const satisfies Record<Extract<Effect, { kind: 'unknown' }>['because'], string>;
