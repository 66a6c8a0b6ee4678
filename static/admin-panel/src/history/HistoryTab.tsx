import { useMemo, useRef } from 'react';
import { isKnown, knownById, type Chosen } from '../directory/chosen';
import { displayNameOf } from '../directory/displayName';
import { usePeopleById, type Directory } from '../directory/usePeopleById';
import { useNavigation } from '../host/navigation';
import type { ChangeFilters } from '../host/place';
import { ReadFailed } from '../host/readFailed';
import { useArrivalFocus } from '../ui/useArrivalFocus';
import { FilterBar } from './filters/FilterBar';
import { isFiltered, usableFilters } from './filters/filters';
import { useFilterGroup } from './filters/useFilterGroup';
import styles from './History.module.css';
import { HistoryList } from './HistoryList';
import { historyMessages } from './historyMessages';
import { newToEach } from './runPages';
import { useHistoryPages } from './useHistoryPages';
import { useLastOpened } from './useLastOpened';

interface Props {
  /** From the address, so that what it names may not exist. */
  filters: ChangeFilters;
}

/** Tab "History": what was changed with this app, by which admin, and what became of each person. */
export default function HistoryTab({ filters: given }: Props) {
  const { go } = useNavigation();
  const filters = useMemo(() => usableFilters(given), [given]);
  const { personId, actorId, groupId } = filters;
  const history = useHistoryPages(filters);
  const { list, isRead } = history;
  const chosen = [personId, actorId].filter((id) => id !== undefined);
  const directory = usePeopleById(newToEach([chosen, ...history.accountIds]));
  const group = useFilterGroup(groupId, history.groups);
  const section = useRef<HTMLElement>(null);
  const { lastOpened } = useLastOpened();
  useArrivalFocus(isRead && lastOpened !== undefined, () => findOpener(section.current, lastOpened));
  return (
    <section ref={section} aria-label={historyMessages.text('history')}>
      <header className={styles.header}>
        <h2 className={styles.title}>
          {personId === undefined
            ? historyMessages.text('history')
            : historyMessages.node('changesOf', { name: <bdi>{nameIn(directory, personId)}</bdi> })}
        </h2>
      </header>
      {!isRefused(list.error) && (
        <FilterBar
          {...{ filters, group }}
          admins={adminsIn(directory, history.actorIds)}
          personOf={directory.personOf}
          onChange={(next) => go({ page: 'history', ...(isFiltered(next) && { filters: next }) })}
        />
      )}
      <HistoryList key={JSON.stringify(filters)} {...{ filters, history, directory }} />
    </section>
  );
}

/** The history is not shown to this admin, so that there is nothing to filter. */
function isRefused(error: Error | null): boolean {
  return error instanceof ReadFailed && error.error.kind === 'permission';
}

/** What opens a run from its row. */
function findOpener(section: HTMLElement | null, runId: string | undefined): HTMLElement | null | undefined {
  const rows = section?.querySelectorAll<HTMLElement>('[data-run-id]') ?? [];
  return [...rows].find((row) => row.dataset.runId === runId)?.querySelector('button');
}

function nameIn({ personOf }: Directory, accountId: string): string {
  return displayNameOf(personOf(accountId) ?? knownById(accountId));
}

/** Each once, as far as they are known. */
function adminsIn({ personOf }: Directory, actorIds: readonly string[]): Chosen[] {
  return [...new Set(actorIds)].map((id) => personOf(id) ?? knownById(id)).filter(isKnown);
}
