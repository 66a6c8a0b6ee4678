import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import { useState } from 'react';
import { knownById } from '../directory/chosen';
import { useGroupsOf } from '../directory/useGroupsOf';
import { usePeopleById } from '../directory/usePeopleById';
import { useNavigation } from '../host/navigation';
import { AskChange, type AskedChange } from '../plan/AskChange';
import { isSameTrouble } from '../problems/isSameTrouble';
import { Problem } from '../problems/Problem';
import { useMayChange } from '../rights/useMayChange';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';
import { PersonGroups } from './PersonGroups';
import { PersonHead } from './PersonHead';
import { RecentChanges } from './RecentChanges';
import { TableSkeleton } from './TableSkeleton';

/**
 * One person: who they are, the groups they are in and what can be done about that, and what was changed here. Two requests
 * (`GET user/bulk`, `GET user/memberof`), and once they are answered four more: what groups give, and what who looks may do.
 */
export function PersonPage({ accountId }: { accountId: string }) {
  const { go } = useNavigation();
  const [asked, setAsked] = useState<AskedChange>();
  const directory = usePeopleById([[accountId]]);
  const groups = useGroupsOf(accountId);
  const mayChange = useMayChange(groups.data !== undefined);
  const known = directory.personOf(accountId);
  const person = known ?? knownById(accountId);
  const isGone = known === null;
  const isLookedUp = known !== undefined || !directory.isAsking;
  const retry = () => {
    void groups.refetch();
    directory.retry();
  };
  return (
    <div {...KEEPS_FOCUS} className={styles.part}>
      <button type="button" className={styles.back} onClick={() => go({ page: 'people' })}>
        <ArrowLeftIcon label="" size="small" />
        {peopleMessages.text('findAnother')}
      </button>
      <PersonHead accountId={accountId} person={known} isLookedUp={isLookedUp} />
      {directory.error && !isSameTrouble(directory.error, groups.error) && (
        <div role="alert" className={styles.problem}>
          <Problem error={directory.error} during="read" headingLevel="h3" onRetry={directory.retry} />
        </div>
      )}
      {!isLookedUp && <TableSkeleton words={peopleMessages.text('loadingGroups')} />}
      {isGone && <p className={styles.text}>{peopleMessages.text('unknownAccount')}</p>}
      {isLookedUp && !isGone && (
        <PersonGroups {...{ person, groups, mayChange }} onRetry={retry} onAsk={setAsked} />
      )}
      {/* The history answers only those who administer Confluence. */}
      {isLookedUp && mayChange !== 'notAdministrator' && (
        <RecentChanges person={person} mayUndo={mayChange === 'perhaps' && !isGone} onAsk={setAsked} />
      )}
      {asked && <AskChange {...{ asked, person }} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
