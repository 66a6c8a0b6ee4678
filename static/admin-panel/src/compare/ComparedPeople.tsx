import { useCallback, useDeferredValue, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { displayNameOf } from '../directory/displayName';
import { PAGE_SIZE } from '../members/firstPage';
import { matching } from '../members/matching';
import { membersMessages } from '../members/membersMessages';
import { MembersTable } from '../members/MembersTable';
import { sorted, type Order } from '../members/order';
import { rowsOfPeople } from '../members/rows';
import { SelectAll } from '../members/SelectAll';
import { countSelected, peopleInRows } from '../members/selected';
import { useReadyForSearch } from '../members/useReadyForSearch';
import { ReadOnlyNote } from '../rights/ReadOnlyNote';
import { useMayChange } from '../rights/useMayChange';
import { Checkbox } from '../ui/Checkbox';
import { SearchField } from '../ui/SearchField';
import { useAnnounceOnce } from '../ui/useAnnounceOnce';
import type { ComparedGroups } from './changesOf';
import styles from './Compare.module.css';
import type { Comparison, PartName } from './compareMembers';
import { compareMessages as messages } from './compareMessages';
import { ComparisonMenu } from './ComparisonMenu';
import { PartActions } from './PartActions';
import { PartButtons } from './PartButtons';
import { emptyText, partIdOf, partText } from './partWords';
import { useChangePeople } from './useChangePeople';
import type { ReloadOfSides } from './useReloadSides';
import { useTicks } from './useTicks';

interface Props {
  groups: ComparedGroups;
  comparison: Comparison;
  /** Lines of a list that may mean people who seem to be in the group alone. */
  uncertain?: number;
  reload: ReloadOfSides;
  /** How far the comparison goes by now. */
  said: ReactNode;
  /** What is to be known of either side. */
  notes: ReactNode;
}

/** The parts of a comparison, one of them shown, and what can be done with the people in it. */
export function ComparedPeople({ groups, comparison, uncertain = 0, reload, said, notes }: Props) {
  const mayChange = useMayChange();
  const isReadOnly = mayChange !== 'perhaps';
  const saidId = useId();
  const boxOfAll = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<PartName>('onlyA');
  const [order, setOrder] = useState<Order>();
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const part = comparison.parts[name];
  const { people } = part;
  const readyForSearch = useReadyForSearch(people);
  const rows = useMemo(() => rowsOfPeople(sorted(matching(people, query), order)), [people, query, order]);
  const { ticked, change, choose, clear } = useTicks(partIdOf(name, groups), part);
  const inRows = useMemo(() => countSelected(rows.people(), ticked), [rows, ticked]);
  const { make, dialog } = useChangePeople(groups);

  const choice = useCallback(
    (person: Person) =>
      !isReadOnly && (
        <Checkbox
          label={membersMessages.text('selectName', { name: displayNameOf(person) })}
          checked={ticked.has(person.accountId)}
          onChange={(checked, withShift) => choose(person, checked, withShift, rows)}
        />
      ),
    [isReadOnly, ticked, choose, rows],
  );
  const tickAll = (isTicked: boolean) => change(rows.people(), isTicked);
  const choosing = {
    toggle: (index: number, toAnchor: boolean) => {
      const person = rows.at(index);
      if (person) choose(person, toAnchor || !ticked.has(person.accountId), toAnchor, rows);
    },
    extend: (from: number, to: number) => change(peopleInRows(from, to, rows), true),
    toggleAll: () => tickAll(inRows.chosen < inRows.selectable),
  };

  return (
    <>
      <ReadOnlyNote mayChange={mayChange} />
      <div className={styles.notes}>{notes}</div>
      <div className={styles.bar}>
        <PartButtons {...{ groups, comparison }} shown={name} onShow={setName} />
        <div className={styles.search}>
          <SearchField
            place="tools"
            label={messages.text('findPerson')}
            placeholder={messages.text('findPlaceholder')}
            value={typed}
            onType={setTyped}
            onFocus={readyForSearch}
          />
        </div>
        <ComparisonMenu {...{ groups, comparison, uncertain, reload, isReadOnly }} onMake={make} />
      </div>
      <div className={styles.line}>
        {!isReadOnly && (
          <PartActions
            {...{ groups, part, ticked }}
            name={name}
            doubt={
              name === 'onlyA' && uncertain > 0
                ? messages.text('tickUncertain', { count: uncertain })
                : undefined
            }
            shown={rows.people()}
            hidden={ticked.size - inRows.chosen}
            reloadingId={reload.isUnderWay ? saidId : undefined}
            onMake={make}
            onClear={() => {
              boxOfAll.current?.focus({ preventScroll: true });
              clear();
            }}
          />
        )}
        <p id={saidId} className={styles.said}>
          {reload.isUnderWay ? messages.text('reloading') : said}
        </p>
      </div>
      {comparison.parts.both.isWhole && <SayCompared />}
      {rows.count > 0 ? (
        <MembersTable
          groupName={groups.a.name}
          label={partText(name, groups)}
          {...{ rows, order, choice }}
          scrolls={rows.count > PAGE_SIZE}
          onOrder={setOrder}
          onSight={lookNowhere}
          choosing={isReadOnly ? undefined : choosing}
          choiceOfAll={!isReadOnly && <SelectAll boxRef={boxOfAll} {...inRows} onChange={tickAll} />}
          action={nothingFor}
          hasResult={hasNothing}
          result={nothingFor}
        />
      ) : (
        <p role="status" className={styles.text}>
          {people.length > 0 ? messages.text('nobodyFound', { query }) : emptyText(name, part, groups)}
        </p>
      )}
      {dialog}
    </>
  );
}

function SayCompared() {
  useAnnounceOnce(messages.text('compared'));
  return null;
}

function lookNowhere(): void {
  // Everyone who has a row is read already.
}

const nothingFor = () => null;
const hasNothing = () => false;
