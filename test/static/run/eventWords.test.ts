import type { ErrorKind, PersonEvent } from '../../../src/contract';
import { eventOutcome, eventText, undoEventText } from '../../../static/admin-panel/src/run/eventWords';
import { eventOf } from '../history/support/records';

const ADD = { action: 'add' } as const;
const BACK = { ...ADD, undoes: 'other' };
const failed = (reason?: ErrorKind) => ({ outcome: 'failed' as const, ...(reason && { reason }) });

function unfinished(over: Partial<PersonEvent>): PersonEvent {
  const event = eventOf(over);
  delete event.endedAt;
  return event;
}

it.each<[removal: string, addition: string, undo: string, over: Partial<PersonEvent>]>([
  ['Removed from', 'Added to', 'Added back to', {}],
  ['Removed from', 'Added to', 'Added back to', { undone: true }],
  ['Not removed from', 'Not added to', 'Not added back to', failed('permission')],
  ['Not removed from', 'Not added to', 'Not added back to', failed()],
  ['Perhaps removed from', 'Perhaps added to', 'Perhaps added back to', failed('unavailable')],
  ['Perhaps removed from', 'Perhaps added to', 'Perhaps added back to', { outcome: 'unconfirmed' }],
  ['Not removed from', 'Not added to', 'Not added back to', { outcome: 'notAttempted' }],
])('%s, %s, %s', (removal, addition, undo, over) => {
  expect(eventText(eventOf(over))).toBe(`${removal} contractors`);
  expect(eventText(eventOf({ ...over, ...ADD }))).toBe(`${addition} contractors`);
  expect(eventText(eventOf({ ...over, ...BACK }))).toBe(`${undo} contractors`);
});

it('says of what needed no change how it was', () => {
  expect(eventText(eventOf({ outcome: 'unchanged' }))).toBe('Was not in contractors');
  expect(eventText(eventOf({ outcome: 'unchanged', ...BACK }))).toBe('Was in contractors already');
});

it('says of what is still to come that it is', () => {
  const event = unfinished({ outcome: 'notAttempted' });
  expect([eventText(event), eventOutcome(event).title]).toEqual([
    'To be removed from contractors',
    'Not finished',
  ]);
});

it('calls a group by its ID where the record has no name', () => {
  const event = eventOf({ groupId: 'g-9' });
  delete event.groupName;
  expect(eventText(event)).toBe('Removed from g-9');
  expect(undoEventText(event)).toBe('Undo removal from g-9');
  expect(undoEventText(eventOf(ADD))).toBe('Undo addition to contractors');
});

it.each<[title: string, details: RegExp, isTrouble: boolean, over: Partial<PersonEvent>]>([
  ['Done', /^$/, false, {}],
  ['Undone since', /^$/, false, { undone: true }],
  ['No change needed', /^$/, false, { outcome: 'unchanged' }],
  ['Failed', /^Confluence knows no /, true, failed('userNotFound')],
  ['Not made', /^$/, true, failed('notMade')],
  [
    'Not confirmed',
    /^Not in the group now; whether/,
    true,
    { outcome: 'unconfirmed', reason: 'unattributed' },
  ],
  ['Not attempted', /^$/, false, { outcome: 'notAttempted' }],
])('%s', (title, details, isTrouble, over) => {
  const outcome = eventOutcome(eventOf(over));
  expect(outcome).toMatchObject({ title, isTrouble });
  expect(outcome.details).toMatch(details);
});
