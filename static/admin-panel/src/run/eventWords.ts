import { createElement, type ReactNode } from 'react';
import type { PersonEvent } from '../../../../src/contract';
import { leavesOpen } from '../../../../src/membership/errorTraits';
import { titleOfKind } from '../problems/words';
import { eventMessages } from './eventMessages';
import { nameOfRecordedGroup } from './groupsText';
import { changeKindOf, type ChangeKind } from './runKind';

/** What the words for an event depend on. */
type EventFacts = Pick<
  PersonEvent,
  'action' | 'outcome' | 'reason' | 'undone' | 'undoes' | 'endedAt' | 'groupId' | 'groupName'
>;

/** What became of a change, in a few words. */
export interface EventOutcome {
  title: string;
  /** Why; empty where there is nothing to say. */
  details: string;
  /** It was not made, or that is not known. */
  isTrouble: boolean;
}

/** What the group of an event was called then; its id where the record does not say. */
export function groupOfEvent({
  groupId,
  groupName = '',
}: Pick<PersonEvent, 'groupId' | 'groupName'>): string {
  return nameOfRecordedGroup({ groupId, name: groupName });
}

/** What happened to the person, in plain text: "Removed from contractors". Nothing is claimed that the record does not. */
export function eventText(event: EventFacts): string {
  return eventMessages.text(sentenceFor(event), { action: actionIn(event), group: groupOfEvent(event) });
}

/** The same with the group's name set apart from the sentence. */
export function eventNode(event: EventFacts): ReactNode {
  const group = createElement('bdi', null, groupOfEvent(event));
  return eventMessages.node(sentenceFor(event), { action: actionIn(event), group });
}

/** What became of the change: "Done", "Undone since", "Failed" and why. */
export function eventOutcome(event: EventFacts): EventOutcome {
  const { action, outcome, reason } = event;
  const title = eventMessages.text('outcome', { outcome: outcomeIn(event) });
  const isTrouble = outcome === 'failed' || outcome === 'unconfirmed';
  switch (reason) {
    case undefined:
    case 'notMade':
      return { title, details: '', isTrouble };
    case 'unattributed':
      return { title, details: eventMessages.text('soNow', { action }), isTrouble };
    default:
      return { title, details: titleOfKind(reason), isTrouble };
  }
}

/** What the button that takes the change back is called, where the word "Undo" alone does not say it. */
export function undoEventText(event: Pick<PersonEvent, 'action' | 'groupId' | 'groupName'>): string {
  return eventMessages.text('undo', { action: event.action, group: groupOfEvent(event) });
}

/** Whether the change was made, and no later one took it back. */
export function isInEffect({ outcome, undone }: Pick<PersonEvent, 'outcome' | 'undone'>): boolean {
  return outcome === 'done' && !undone;
}

/** Whether the change can be taken back: it is in effect, and its run has ended. */
export function isEventUndoable(event: Pick<PersonEvent, 'outcome' | 'undone' | 'endedAt'>): boolean {
  return isInEffect(event) && event.endedAt !== undefined;
}

function actionIn(event: EventFacts): ChangeKind {
  return changeKindOf(event, event.undoes !== undefined);
}

type Sentence = 'made' | 'unchanged' | 'notMade' | 'open' | 'toBeMade';

function sentenceFor({ outcome, reason, endedAt }: EventFacts): Sentence {
  switch (outcome) {
    case 'done':
      return 'made';
    case 'unchanged':
      return 'unchanged';
    case 'unconfirmed':
      return 'open';
    case 'failed':
      return reason !== undefined && leavesOpen(reason) ? 'open' : 'notMade';
    case 'notAttempted':
      return endedAt === undefined ? 'toBeMade' : 'notMade';
  }
}

function outcomeIn({ outcome, reason, undone, endedAt }: EventFacts): string {
  switch (outcome) {
    case 'done':
      return undone ? 'undone' : outcome;
    case 'failed':
      return reason === 'notMade' ? reason : outcome;
    case 'notAttempted':
      return endedAt === undefined ? 'toBeMade' : outcome;
    case 'unchanged':
    case 'unconfirmed':
      return outcome;
  }
}
