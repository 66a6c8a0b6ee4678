import Button from '@atlaskit/button/default/button';
import { EmptyState } from '../ui/EmptyState';
import { Message } from '../ui/Message';
import { number } from '../ui/number';
import type { MemberList } from './memberList';

interface Props {
  list: Pick<MemberList, 'total' | 'isCutShort'>;
  onReload: () => void;
}

/** In the table's place where Confluence lists no members: the group is only called empty where it counts none. */
export function NobodyListed({ list: { total, isCutShort }, onReload }: Props) {
  if (isCutShort || (total !== undefined && total > 0)) {
    return (
      <Message appearance="warning" title="Confluence does not list the members" headingLevel="h3">
        <p>
          {total === undefined
            ? 'It says that there are members and lists none of them.'
            : `It counts ${total === 1 ? '1 member' : `${number(total)} members`} and lists none of them.`}{' '}
          <Button spacing="compact" onClick={onReload}>
            Try again
          </Button>
        </p>
      </Message>
    );
  }
  return (
    <EmptyState
      header={total === 0 ? 'Nobody is in this group' : 'Confluence lists nobody in this group'}
      headingLevel={3}
      description="People are added to groups in Atlassian Administration."
    />
  );
}
