import { useContext } from 'react';
import { HostContext } from '../host/HostContext';
import { isVisible } from '../ui/visibleText';
import { nameMessages } from './nameMessages';
import { usePeopleById } from './usePeopleById';

/** An admin inside a sentence: “you”, their name, or their account id where they have none any more. */
export function AdminName({ accountId }: { accountId: string }) {
  const isMe = useContext(HostContext).accountId === accountId;
  const directory = usePeopleById(isMe ? [] : [[accountId]]);
  if (isMe) return nameMessages.text('you');
  const person = directory.personOf(accountId);
  if (person === undefined && directory.isAsking) return nameMessages.text('anotherAdmin');
  return person && isVisible(person.displayName) ? <bdi>{person.displayName}</bdi> : <code>{accountId}</code>;
}
