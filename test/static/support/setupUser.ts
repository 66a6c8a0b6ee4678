import userEvent, { type UserEvent } from '@testing-library/user-event';

/**
 * Somebody who types a text at once: with time between two keys, however little, a search would begin for a part of it, whose
 * answer may go while what it shows is being pressed.
 */
export function setupUser(): UserEvent {
  const { type } = userEvent.setup({ delay: null });
  return { ...userEvent.setup(), type };
}
