import { Suspense, useCallback, useId, useMemo, useRef, useState } from 'react';
import type { Group, Person } from '../../../../../src/contract';
import { isManagedExternally } from '../../../../../src/membership/isManagedExternally';
import { displayNameOf } from '../../directory/displayName';
import { groupMessages } from '../../directory/groupMessages';
import { useForgetAccessGroups } from '../../directory/useAccessGroups';
import { PAGE_SIZE } from '../../members/firstPage';
import { useFirstView } from '../../members/firstView';
import { useLoadEveryone } from '../../members/loading/useLoadEveryone';
import type { MemberList } from '../../members/memberList';
import { membersMessages } from '../../members/membersMessages';
import { MembersTable } from '../../members/MembersTable';
import { NobodyListed } from '../../members/NobodyListed';
import { SelectAll } from '../../members/SelectAll';
import { countSelected, isSelectable, NONE_SELECTED, peopleInRows } from '../../members/selected';
import { usePagesInSight } from '../../members/usePagesInSight';
import { isSameTrouble } from '../../problems/isSameTrouble';
import { Problem } from '../../problems/Problem';
import { AbsentOutcomes } from '../../removal/AbsentOutcomes';
import { rightsMessages } from '../../rights/rightsMessages';
import { useMayChange, type MayChange } from '../../rights/useMayChange';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { deferred } from '../../ui/deferred';
import { useAnnounceOnce } from '../../ui/useAnnounceOnce';
import { exportOfferFor } from './exportOffer';
import { FoundSummary } from './find/FoundSummary';
import { GroupDialogs, type Question } from './GroupDialogs';
import { GroupHead } from './GroupHead';
import { groupPageMessages as messages } from './groupPageMessages';
import styles from './LoadedGroup.module.css';
import { MembersBar } from './MembersBar';
import { MembersBelow, ReadingTrouble } from './MembersBelow';
import { MembersSaid } from './MembersSaid';
import { useSelection } from './selection/useSelection';
import { StatusFilters } from './StatusFilters';
import { useGroupChanges } from './useGroupChanges';
import { useGroupMenu } from './useGroupMenu';
import { useMemberRemovals } from './useMemberRemovals';
import { useTableRows } from './useTableRows';

// Nothing of these is needed before the first row.
const FoundElsewhere = deferred(() => import('./find/FoundElsewhere'));
const SelectionBar = deferred(() => import('./selection/SelectionBar'));

interface Props {
  group: Group;
  list: MemberList;
  /** Why the last reload did not bring the list anew. */
  reloadError: Error | null;
  /** @returns whether the group could be read anew */
  onReload: () => Promise<boolean>;
  onAddPeople: (group: Group) => void;
  onFromList: (group: Group, list: MemberList) => void;
}

/** One group: who is in it, finding a person, and what can be done with those who are found or selected. */
export function LoadedGroup({ group, list, reloadError, onReload, onAddPeople, onFromList }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const boxOfAll = useRef<HTMLInputElement>(null);
  const blockedId = useId();
  const [question, setQuestion] = useState<Question>();
  const isSettled = useFirstView();
  const mayChange = useMayChange(isSettled);
  const readOnlyReason = reasonFor(group, mayChange);
  const isReadOnly = readOnlyReason !== undefined;
  useAnnounceOnce(messages.text('membersShown'));

  const everyone = useLoadEveryone(group.id, list);
  const { isComing } = everyone;
  const isPartial = !list.isComplete && !isComing;
  const inSight = usePagesInSight(group.id, list);
  const table = useTableRows(group.id, list);
  const { query, status, order, rows, directory } = table;
  const isNarrowed = query !== '' || status !== undefined;

  const selection = useSelection(list);
  const { change: select, choose } = selection;
  const selected = isReadOnly ? NONE_SELECTED : selection.selected;
  const inRows = useMemo(() => countSelected(rows.people(), selected), [rows, selected]);
  const isSelecting = selected.size > 0;
  const hidden = selected.size - inRows.chosen;

  const { blocked, planRemoval, planMove, add } = useGroupChanges(group);
  const removals = useMemberRemovals({
    ...{ group, isReadOnly, headingRef: heading, onRunBegun: selection.drop },
    onRemove: (person) => setQuestion({ about: 'removal', person }),
  });
  const { state } = removals;
  const forgetAccess = useForgetAccessGroups();
  const reload = () => {
    removals.readMessages();
    forgetAccess();
    return onReload();
  };
  const exportOffer = exportOfferFor({ list, rows, selected, isNarrowed, isComing });
  const menu = useGroupMenu({ group, exportOffer, onReload: reload });

  const choice = useCallback(
    (person: Person) =>
      !isReadOnly &&
      isSelectable(person) && (
        <Checkbox
          label={membersMessages.text('selectName', { name: displayNameOf(person) })}
          checked={selected.has(person.accountId)}
          onChange={(checked, withShift) => choose(person, checked, withShift, rows)}
        />
      ),
    [isReadOnly, selected, choose, rows],
  );
  const isAllSelected = inRows.chosen === inRows.selectable;
  const selectAll = (isSelected: boolean) => select(rows.people(), isSelected);
  const choosing = {
    toggle: (index: number, toAnchor: boolean) => {
      const person = rows.at(index);
      if (!person || !isSelectable(person)) return;
      choose(person, toAnchor || !selected.has(person.accountId), toAnchor, rows);
    },
    extend: (from: number, to: number) => select(peopleInRows(from, to, rows), true),
    toggleAll: () => selectAll(!isAllSelected),
  };
  const isEmpty = list.length === 0 || list.isCutShort;
  const addPeople = isReadOnly ? undefined : () => onAddPeople(group);

  return (
    <section aria-label={group.name}>
      <GroupHead
        {...{ group, total: list.total, headingRef: heading, menu: menu.items }}
        onAddPeople={isEmpty ? undefined : addPeople}
        // A plan for a group that an identity provider owns becomes a file for it.
        onFromList={mayChange === 'perhaps' ? () => onFromList(group, list) : undefined}
      />

      {reloadError && (
        <div role="alert" className={styles.message}>
          <Problem error={reloadError} during="read" headingLevel="h3" onRetry={() => void reload()} />
        </div>
      )}
      <AbsentOutcomes
        state={state}
        isListed={(accountId) =>
          list.has(accountId) || table.found.some((person) => person.accountId === accountId)
        }
        nameOf={displayNameOf}
        action={removals.rows.action}
        result={removals.rows.result}
      />

      <MembersBar
        {...{ isSelecting, hasMembers: !isEmpty, typed: table.typed }}
        onType={table.setTyped}
        onFocus={table.readyForSearch}
        choices={
          isSelecting ? (
            <Suspense>
              <SelectionBar
                count={selected.size}
                all={
                  isAllSelected
                    ? undefined
                    : { count: inRows.selectable, isEveryone: list.isComplete && !isNarrowed }
                }
                blockedId={blocked === undefined ? undefined : blockedId}
                onSelectAll={() => selectAll(true)}
                onClear={() => {
                  (boxOfAll.current ?? heading.current)?.focus({ preventScroll: true });
                  selection.clear();
                }}
                onRemove={() => {
                  const [person, ...others] = selected.values();
                  if (person && others.length === 0) setQuestion({ about: 'removal', person });
                  else planRemoval([...selected.values()]);
                }}
                onMove={() => setQuestion({ about: 'move', people: [...selected.values()] })}
                onExport={() => menu.savePeople(() => [...selected.values()])}
              />
            </Suspense>
          ) : (
            <StatusFilters {...{ list, isComing, selected: status, onSelect: table.setStatus }} />
          )
        }
      >
        <MembersSaid
          {...{ group, readOnlyReason, blockedId, undoBlocked: blocked }}
          about={
            query !== '' ? (
              <FoundSummary
                members={{ shown: rows.count, read: list.size, isPartial, isComing }}
                {...{ query, directory }}
              />
            ) : (
              order && isPartial && messages.text('sortedPart', { read: list.size })
            )
          }
          hidden={hidden > 0 ? messages.text('selectedHidden', { count: selected.size, hidden }) : ''}
          blocked={isSelecting ? blocked : undefined}
          done={menu.said}
          left={state.left}
          onUndo={
            isReadOnly ? undefined : ({ person, runId }) => setQuestion({ about: 'undo', person, runId })
          }
        />
      </MembersBar>

      {isEmpty ? (
        <NobodyListed
          list={list}
          onReload={() => void reload()}
          addPeople={
            addPeople && (
              <Button appearance="primary" onClick={addPeople}>
                {messages.text('addPeople')}
              </Button>
            )
          }
        />
      ) : (
        <>
          <ReadingTrouble groupName={group.name} {...{ list, everyone }} isSearching={query !== ''} />
          {rows.count > 0 && (
            <MembersTable
              groupName={group.name}
              rows={rows}
              scrolls={list.length > PAGE_SIZE}
              order={order}
              onOrder={table.setOrder}
              onSight={isNarrowed || order ? lookNowhere : inSight.look}
              choosing={isReadOnly ? undefined : choosing}
              choice={choice}
              choiceOfAll={!isReadOnly && <SelectAll boxRef={boxOfAll} {...inRows} onChange={selectAll} />}
              {...removals.rows}
            />
          )}
          {query === '' ? (
            <MembersBelow groupName={group.name} {...{ list, everyone, filtered: status && rows.count }} />
          ) : (
            <Suspense>
              <FoundElsewhere
                {...{ query, directory, blocked, saidAbove: reloadError }}
                onAdd={isReadOnly ? undefined : (person) => setQuestion({ about: 'addition', person })}
              />
            </Suspense>
          )}
          {inSight.error &&
            everyone.loading.status !== 'failed' &&
            !isSameTrouble(inSight.error, reloadError) && (
              <div role="alert" className={styles.message}>
                <Problem error={inSight.error} during="read" headingLevel="h3" onRetry={inSight.retry} />
              </div>
            )}
        </>
      )}

      <GroupDialogs
        {...{ group, question }}
        onRemove={(person) => {
          menu.forget();
          void removals.remove(person);
        }}
        onAdd={add}
        onMove={planMove}
        onClose={() => setQuestion(undefined)}
      />
    </section>
  );
}

/** Why nothing can be changed in the group; absent where something can. What an identity provider owns is changed there. */
function reasonFor(group: Group, mayChange: MayChange): string | undefined {
  if (isManagedExternally(group)) return groupMessages.text('managedReason');
  return mayChange === 'perhaps' ? undefined : rightsMessages.text(mayChange);
}

function lookNowhere(): void {
  // Whatever has a row is loaded already.
}
