import { useContext } from 'react';
import { HostContext } from '../host/HostContext';
import { usePeople } from './usePeople';

/** An admin inside a sentence: “you”, their name, or their account id where they have none any more. */
export function AdminName({ accountId }: { accountId: string }) {
  const isMe = useContext(HostContext).accountId === accountId;
  const people = usePeople(isMe ? [] : [accountId]);
  if (isMe) return 'you';
  if (!people) return 'another admin';
  const name = people.get(accountId)?.displayName;
  return name ? <bdi>{name}</bdi> : <code>{accountId}</code>;
}
