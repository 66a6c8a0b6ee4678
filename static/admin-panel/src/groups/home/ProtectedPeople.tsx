import { useMutation } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import type { Person } from '../../../../../src/contract';
import { MAX_PROTECTED_PEOPLE } from '../../../../../src/contract/limits';
import { knownById, type Chosen } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import { usePeopleById, useRememberPeople, type Directory } from '../../directory/usePeopleById';
import { useChangeProtected, useProtected } from '../../directory/useProtected';
import { Problem } from '../../problems/Problem';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { PeopleField } from '../finder/PeopleField';
import { PersonLine } from '../finder/PersonLine';
import { usePeopleFinder } from '../finder/usePeopleFinder';
import { protectedMessages } from './protectedMessages';
import styles from './ProtectedPeople.module.css';

/** A person who is put on the list or taken off it. */
interface Edit {
  person: Chosen;
  isProtected: boolean;
}

/** Dialog "Protected people": who is removed from no group. Each edit counts at once. */
export default function ProtectedPeople({ onClose }: { onClose: () => void }) {
  const list = useProtected();
  return (
    <Dialog isForm title={protectedMessages.text('title')} onClose={onClose}>
      <p className={styles.help}>{protectedMessages.text('help')}</p>
      {list.data ? (
        <ProtectedList accountIds={list.data} />
      ) : list.error && !list.isFetching ? (
        <div role="alert">
          <Problem
            error={list.error}
            during="history"
            headingLevel="h3"
            title={protectedMessages.text('cannotRead')}
            onRetry={() => void list.refetch()}
          />
        </div>
      ) : (
        <p role="status" className={styles.loading}>
          {protectedMessages.text('loading')}
        </p>
      )}
    </Dialog>
  );
}

/** The list, the field that finds people for it, and what became of the last edit. */
function ProtectedList({ accountIds }: { accountIds: readonly string[] }) {
  const finder = usePeopleFinder();
  const remember = useRememberPeople();
  const change = useChangeProtected();
  const edit = useMutation({
    mutationFn: ({ person, isProtected }: Edit) => change(person.accountId, isProtected),
  });
  const isFull = accountIds.length >= MAX_PROTECTED_PEOPLE;
  const add = (person: Person) => {
    remember([person]);
    edit.mutate({ person, isProtected: true });
  };
  return (
    <>
      {isFull ? (
        <p>{protectedMessages.text('isFull', { most: MAX_PROTECTED_PEOPLE })}</p>
      ) : (
        <PeopleField
          label={protectedMessages.text('find')}
          finder={finder}
          hits={finder.search.people.map((person) => ({
            person,
            choosable: accountIds.includes(person.accountId)
              ? { mark: protectedMessages.text('onList') }
              : edit.isPending
                ? 'asking'
                : 'yes',
          }))}
          onChoose={add}
        />
      )}
      <EditResult edit={edit} />
      <PeopleOnList
        accountIds={accountIds}
        isBusy={edit.isPending}
        onTakeOff={(person) => edit.mutate({ person, isProtected: false })}
      />
    </>
  );
}

interface EditResultProps {
  edit: {
    variables: Edit | undefined;
    isSuccess: boolean;
    error: Error | null;
    mutate: (edit: Edit) => void;
  };
}

/** What became of the last edit, in words. */
function EditResult({ edit: { variables, isSuccess, error, mutate } }: EditResultProps) {
  const name = variables && displayNameOf(variables.person);
  return (
    <>
      <p role="status" className={styles.result}>
        {isSuccess &&
          variables &&
          protectedMessages.node(variables.isProtected ? 'added' : 'takenOff', { name: <bdi>{name}</bdi> })}
      </p>
      {error && variables && name !== undefined && (
        <div role="alert">
          <Problem
            error={error}
            during="history"
            headingLevel="h3"
            title={protectedMessages.text(variables.isProtected ? 'cannotAdd' : 'cannotTakeOff', { name })}
            onRetry={() => mutate(variables)}
          />
        </div>
      )}
    </>
  );
}

interface ListProps {
  accountIds: readonly string[];
  /** An edit is under way: the next one waits for the list that it leaves. */
  isBusy: boolean;
  onTakeOff: (person: Chosen) => void;
}

function PeopleOnList({ accountIds, isBusy, onTakeOff }: ListProps) {
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const directory = usePeopleById([accountIds]);
  return (
    <div {...KEEPS_FOCUS} className={styles.list}>
      <h3 ref={title} tabIndex={-1} id={titleId} className={styles.title}>
        {protectedMessages.text('list')}
      </h3>
      <p className={styles.count}>{protectedMessages.text('count', { count: accountIds.length })}</p>
      {directory.error && (
        <div role="alert">
          <Problem
            error={directory.error}
            during="read"
            headingLevel="h3"
            title={protectedMessages.text('cannotName')}
            onRetry={directory.retry}
          />
        </div>
      )}
      {accountIds.length > 0 && (
        <ul className={styles.people} aria-labelledby={titleId}>
          {accountIds.map((accountId) => (
            <OnList
              key={accountId}
              {...{ accountId, directory, isBusy }}
              onTakeOff={(person) => {
                // The button goes away with the person.
                title.current?.focus();
                onTakeOff(person);
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface OnListProps extends Pick<ListProps, 'isBusy' | 'onTakeOff'> {
  accountId: string;
  directory: Directory;
}

function OnList({ accountId, directory, isBusy, onTakeOff }: OnListProps) {
  const known = directory.personOf(accountId);
  const person = known ?? knownById(accountId);
  return (
    <li>
      <PersonLine person={person}>
        {known === null && <span className={styles.unknown}>{protectedMessages.text('unknown')}</span>}
        <Button
          appearance="subtle"
          spacing="compact"
          isDisabled={isBusy}
          aria-label={protectedMessages.text('takeOffPerson', { name: displayNameOf(person) })}
          onClick={() => onTakeOff(person)}
        >
          {protectedMessages.text('takeOff')}
        </Button>
      </PersonLine>
    </li>
  );
}
