import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Message } from '../ui/Message';
import type { MemberList } from './memberList';
import { membersMessages } from './membersMessages';

interface Props {
  list: Pick<MemberList, 'total' | 'isCutShort'>;
  onReload: () => void;
  /** The button that adds the first people, where they can be added. */
  addPeople?: ReactNode;
}

/** In the table's place where Confluence lists no members: the group is only called empty where it counts none. */
export function NobodyListed({ list: { total, isCutShort }, onReload, addPeople }: Props) {
  if (isCutShort || (total !== undefined && total > 0)) {
    return (
      <Message appearance="warning" title={membersMessages.text('notListed')} headingLevel="h3">
        <p>
          {total === undefined
            ? membersMessages.text('noneListed')
            : membersMessages.text('countedNoneListed', { count: total })}{' '}
          <Button spacing="compact" onClick={onReload}>
            {membersMessages.text('tryAgain')}
          </Button>
        </p>
      </Message>
    );
  }
  return (
    <EmptyState
      header={membersMessages.text(total === 0 ? 'emptyGroup' : 'emptyList')}
      headingLevel={3}
      description={membersMessages.text(addPeople === undefined ? 'addedElsewhere' : 'addFirst')}
      {...(addPeople !== undefined && { primaryAction: addPeople })}
    />
  );
}
