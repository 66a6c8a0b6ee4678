import type { UseQueryResult } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { CollectedGroups } from '../../../../src/confluence/collectGroups';
import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import type { Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import { useAccessGroups } from '../directory/useAccessGroups';
import { currentLocale } from '../i18n/defineMessages';
import type { AskedChange } from '../plan/AskChange';
import { Problem } from '../problems/Problem';
import { ReadOnlyNote } from '../rights/ReadOnlyNote';
import type { MayChange } from '../rights/useMayChange';
import { Button } from '../ui/Button';
import { KEEPS_FOCUS } from '../ui/keepFocus';
import { nameOrId } from '../ui/visibleText';
import { GroupActions } from './GroupActions';
import styles from './People.module.css';
import { peopleMessages } from './peopleMessages';
import { PersonGroupsTable } from './PersonGroupsTable';
import { TableSkeleton } from './TableSkeleton';

interface Props {
  person: Chosen;
  groups: UseQueryResult<CollectedGroups>;
  mayChange: MayChange;
  /** Asks again after a failure. */
  onRetry: () => void;
  onAsk: (asked: AskedChange) => void;
}

const NO_GROUPS: readonly Group[] = [];

/** The groups a person is in, and what can be done about that. */
export function PersonGroups({ person, groups, mayChange, onRetry, onAsk }: Props) {
  const headingId = useId();
  const { data, error } = groups;
  const listed = useMemo(() => (data ? sortByName(data.groups) : NO_GROUPS), [data]);
  const [chosen, setChosen] = useChosenGroups(listed, data !== undefined);
  const access = useAccessGroups(listed.length > 0);
  const mayRemove = mayChange === 'perhaps';
  return (
    <section {...KEEPS_FOCUS} className={styles.section} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.heading}>
        {peopleMessages.node('groupsOf', { name: <bdi>{displayNameOf(person)}</bdi> })}
      </h3>
      <ReadOnlyNote mayChange={mayChange} />
      {mayRemove && <GroupActions {...{ person, chosen, onAsk }} listed={data && listed} />}
      {error && (
        <div role="alert" className={styles.problem}>
          <Problem {...{ error, onRetry }} during="read" headingLevel="h3" />
        </div>
      )}
      {!data && !error && <TableSkeleton words={peopleMessages.text('loadingGroups')} />}
      {data && listed.length === 0 && <p className={styles.text}>{peopleMessages.text('noGroups')}</p>}
      {data && !data.isWhole && <p className={styles.text}>{peopleMessages.text('notWhole')}</p>}
      {listed.length > 0 && (
        <PersonGroupsTable
          accountId={person.accountId}
          labelledBy={headingId}
          groups={listed}
          access={access.data}
          chosen={mayRemove ? chosen : undefined}
          onChoose={setChosen}
        />
      )}
      {access.error && (
        <p className={styles.text}>
          {peopleMessages.text('accessUnknown')}{' '}
          <Button spacing="compact" onClick={() => void access.refetch()}>
            {peopleMessages.text('tryAgain')}
          </Button>
        </p>
      )}
      {listed.some(isManagedExternally) && (
        <p className={styles.text}>{peopleMessages.text('managedNote')}</p>
      )}
    </section>
  );
}

/** The listed groups that are ticked. One that the person leaves is not ticked any more, should they come back. */
function useChosenGroups(
  listed: readonly Group[],
  isListed: boolean,
): [chosen: readonly Group[], choose: (groups: readonly Group[]) => void] {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const chosen = listed.filter(({ id }) => ids.has(id));
  const choose = (groups: readonly Group[]) => setIds(new Set(groups.map(({ id }) => id)));
  if (isListed && chosen.length < ids.size) choose(chosen);
  return [chosen, choose];
}

function sortByName(groups: readonly Group[]): Group[] {
  const { compare } = new Intl.Collator(currentLocale(), { numeric: true });
  return [...groups].sort((a, b) => compare(nameOrId(a), nameOrId(b)));
}
