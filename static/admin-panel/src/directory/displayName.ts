import { isVisible } from '../ui/visibleText';
import { isKnown, type Chosen } from './chosen';
import { nameMessages } from './nameMessages';

/** What to call a person; their account id where the name is hidden, unknown or invisible. */
export function displayNameOf(person: Chosen): string {
  if (!isKnown(person)) return person.accountId;
  if (isVisible(person.displayName)) return person.displayName;
  return person.isUnidentified ? nameMessages.text('unknownPerson') : person.accountId;
}
