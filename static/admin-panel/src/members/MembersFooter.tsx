import Button from '@atlaskit/button/default/button';
import { Problem } from '../problems/Problem';
import styles from './MembersFooter.module.css';
import type { useMembers } from './queries';

/** How much of the group is shown, the way to more of it, and why more did not come. */
export function MembersFooter({ list }: { list: ReturnType<typeof useMembers> }) {
  const { members, total, hasNextPage, isFetchingNextPage } = list;
  const loadMore = () => void list.fetchNextPage({ cancelRefetch: false });
  return (
    <footer className={styles.footer}>
      {list.error && list.isFetchNextPageError && (
        <div role="alert" className={styles.problem}>
          <Problem error={list.error} during="read" headingLevel="h3" onRetry={loadMore} />
        </div>
      )}
      {hasNextPage && (
        <>
          <span>
            Showing {members.length.toLocaleString('en-US')}
            {total !== undefined && ` of ${total.toLocaleString('en-US')}`}
          </span>
          <Button spacing="compact" isLoading={isFetchingNextPage} onClick={loadMore}>
            Show more
          </Button>
        </>
      )}
    </footer>
  );
}
