import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import type { GroupInList } from '../lists/columns/groupsIn';
import { quotedGroupsText } from '../lists/listWords';
import type { MatchedList } from '../lists/match/matchedList';
import type { GroupMeant, useNamedGroups } from '../lists/match/useNamedGroups';
import { Problem } from '../problems/Problem';
import { filesMessages } from './filesMessages';
import styles from './FromListDialog.module.css';
import { groupsOf, type ListChoice } from './listChoice';

interface Props {
  choice: ListChoice;
  /** The group that is shown. */
  group: Group | undefined;
  matched: MatchedList | undefined;
  /** Some rows are about the group that is shown. */
  isGroupNamed: boolean;
  groupsInFile: readonly GroupInList[];
  named: ReturnType<typeof useNamedGroups>;
}

/** What there is to know of the groups before the plan: rows that do not count, groups that are not found or not changed here. */
export function GroupsSaid({ choice, group, matched, isGroupNamed, groupsInFile, named }: Props) {
  const { where } = choice;
  const others = matched?.omissions.filter(({ why }) => why === 'otherGroup').length ?? 0;
  return (
    <div className={styles.said}>
      {group && where === 'group' && isGroupNamed && others > 0 && (
        <p>{filesMessages.node('onlyRowsOf', { group: <bdi>{group.name}</bdi>, count: others })}</p>
      )}
      {where === 'file' && <NamedGroupsSaid groupsInFile={groupsInFile} named={named} />}
      {where === 'file' && matched && <RowsSaid matched={matched} isByRow={choice.wanted === 'byRow'} />}
      <ExternalSaid groups={groupsOf(choice, group).filter(isManagedExternally)} />
    </div>
  );
}

function NamedGroupsSaid({ groupsInFile, named }: Pick<Props, 'groupsInFile' | 'named'>) {
  const { isAsking, error, groupOf, retry } = named;
  if (isAsking) return <p role="status">{filesMessages.text('lookingUpGroups')}</p>;
  const answers = groupsInFile.map((one) => ({ one, answer: groupOf(one.id, one.name) }));
  const counted = (wanted: GroupMeant) => answers.filter(({ answer }) => answer === wanted);
  const [missing, notAnswered, notListed, tooMany] = [
    counted('notFound'),
    counted('notAnswered'),
    counted('notListed'),
    counted('tooMany'),
  ];
  const found = answers.filter(({ answer }) => typeof answer !== 'string').map(({ answer }) => answer);
  return (
    <>
      <p role="status">{filesMessages.text('groupsFound', { found: found.length, count: answers.length })}</p>
      {missing.length > 0 && (
        <p>
          {filesMessages.text('groupsMissing', {
            count: missing.length,
            names: quotedGroupsText(missing.map(({ one }) => one)),
          })}
        </p>
      )}
      {notAnswered.length > 0 && (
        <p>{filesMessages.text('groupsNotAnswered', { count: notAnswered.length })}</p>
      )}
      {notListed.length > 0 && (
        <p>
          {filesMessages.text('groupsNotListed', {
            count: notListed.length,
            names: quotedGroupsText(notListed.map(({ one }) => one)),
          })}
        </p>
      )}
      {tooMany.length > 0 && <p>{filesMessages.text('groupsTooMany', { count: tooMany.length })}</p>}
      {error && (
        <div role="alert">
          <Problem error={error} during="read" headingLevel="h3" onRetry={retry} />
        </div>
      )}
      <ExternalSaid groups={found.filter(isGroup).filter(isManagedExternally)} />
    </>
  );
}

/** Rows that cannot be carried out row by row. */
function RowsSaid({ matched: { found }, isByRow }: { matched: MatchedList; isByRow: boolean }) {
  const withoutGroup = found.filter(
    ({ mention }) => mention.groupId === undefined && mention.groupName === undefined,
  ).length;
  const withoutAction = isByRow ? found.filter(({ mention }) => mention.action === undefined).length : 0;
  return (
    <>
      {withoutGroup > 0 && <p>{filesMessages.text('rowsWithoutGroup', { count: withoutGroup })}</p>}
      {withoutAction > 0 && <p>{filesMessages.text('rowsWithoutAction', { count: withoutAction })}</p>}
    </>
  );
}

function ExternalSaid({ groups }: { groups: readonly Group[] }) {
  const [first, ...others] = groups;
  if (!first) return null;
  return (
    <p>
      {others.length === 0
        ? filesMessages.node('externalOne', { group: <bdi>{first.name}</bdi> })
        : filesMessages.text('externalSeveral', { groups: quotedGroupsText(groups) })}
    </p>
  );
}

function isGroup(answer: GroupMeant): answer is Group {
  return typeof answer !== 'string';
}
