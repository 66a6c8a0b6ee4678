import Skeleton from '@atlaskit/skeleton';
import { useId } from 'react';
import type { Group } from '../../../../../src/contract';
import { groupLabels, type GroupLabel } from '../../directory/groupLabels';
import { GroupMarks } from '../../directory/GroupMarks';
import { groupMessages } from '../../directory/groupMessages';
import { accessOf, useAccessGroups, type AccessGroups } from '../../directory/useAccessGroups';
import { Problem } from '../../problems/Problem';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { groupsMessages } from '../groupsMessages';
import styles from './GroupsTable.module.css';
import { useHomeGroups, type HomeGroups } from './useHomeGroups';

/** Rows of the outline, with the head. */
const OUTLINE_ROWS = 9;

/** Table "Groups": those opened last, then the first by name, each with what sets it apart. */
export function GroupsTable({ onOpen }: { onOpen: (group: Group) => void }) {
  const groups = useHomeGroups();
  const titleId = useId();
  // What groups give is asked for once they are listed: their names come first.
  const { data: access } = useAccessGroups(groups.status === 'ready');
  return (
    <section {...KEEPS_FOCUS} className={styles.groups} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        {groupMessages.text('groups')}
      </h2>
      <Content {...{ groups, access, onOpen }} titleId={titleId} />
    </section>
  );
}

interface ContentProps {
  groups: HomeGroups;
  access: AccessGroups | undefined;
  titleId: string;
  onOpen: (group: Group) => void;
}

function Content({ groups, ...shown }: ContentProps) {
  const { status, recent, others, hasMore, error, retry } = groups;
  switch (status) {
    case 'loading':
      return <Outline />;
    case 'paused':
      return <p role="status">{groupsMessages.text('offline')}</p>;
    case 'failed':
      return (
        <>
          {recent.length > 0 && <Table recent={recent} others={[]} {...shown} />}
          {error && (
            <div role="alert" className={styles.problem}>
              <Problem
                error={error}
                during="read"
                headingLevel="h3"
                title={groupsMessages.text('cannotList')}
                onRetry={retry}
              />
            </div>
          )}
        </>
      );
    case 'ready':
      if (recent.length + others.length === 0) {
        return <p className={styles.note}>{groupsMessages.text('noGroups')}</p>;
      }
      return (
        <>
          <Table {...{ recent, others }} {...shown} />
          {hasMore && <p className={styles.note}>{groupsMessages.text('moreGroups')}</p>}
        </>
      );
  }
}

interface TableProps extends Omit<ContentProps, 'groups'>, Pick<HomeGroups, 'recent' | 'others'> {}

function Table({ recent, others, titleId, ...row }: TableProps) {
  const labels = groupLabels([...recent, ...others]);
  const rowOf = (group: Group, n: number) => {
    const label = labels[n] ?? { name: group.name };
    return <Row key={group.id} group={group} label={label} {...row} />;
  };
  return (
    <table role="table" className={styles.table} aria-labelledby={titleId}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {groupsMessages.text('name')}
          </th>
          <th role="columnheader" scope="col">
            {groupsMessages.text('marks')}
          </th>
        </tr>
      </thead>
      {recent.length > 0 && (
        <tbody role="rowgroup" aria-label={groupsMessages.text('recent')}>
          <Heading words={groupsMessages.text('recent')} />
          {recent.map(rowOf)}
        </tbody>
      )}
      {others.length > 0 && (
        <tbody role="rowgroup" aria-label={groupsMessages.text('byName')}>
          {recent.length > 0 && <Heading words={groupsMessages.text('byName')} />}
          {others.map((group, n) => rowOf(group, recent.length + n))}
        </tbody>
      )}
    </table>
  );
}

/** What the rows below it have in common. */
function Heading({ words }: { words: string }) {
  return (
    <tr role="row" className={styles.heading}>
      <th role="rowheader" scope="rowgroup" colSpan={2}>
        {words}
      </th>
    </tr>
  );
}

interface RowProps extends Pick<ContentProps, 'access' | 'onOpen'> {
  group: Group;
  label: GroupLabel;
}

function Row({ group, label: { name, id }, access, onOpen }: RowProps) {
  return (
    <tr role="row" data-group-id={group.id}>
      <th role="rowheader" scope="row">
        <button type="button" className={styles.open} onClick={() => onOpen(group)}>
          <bdi>{name}</bdi>
          {id !== undefined && id !== name && (
            <>
              {' '}
              <code className={styles.id}>{id}</code>
            </>
          )}
        </button>
      </th>
      <td role="cell">
        <GroupMarks group={group} access={access && accessOf(access, group.id)} />
      </td>
    </tr>
  );
}

function Outline() {
  return (
    <div>
      <span role="status" className={styles.words}>
        {groupsMessages.text('loading')}
      </span>
      {Array.from({ length: OUTLINE_ROWS }, (_, row) => (
        <div key={row} className={styles.outline}>
          <Skeleton width="min(280px, 60%)" height="16px" isShimmering />
        </div>
      ))}
    </div>
  );
}
