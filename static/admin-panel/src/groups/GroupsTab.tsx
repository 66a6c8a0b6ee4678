import { Suspense, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Group, Person } from '../../../../src/contract';
import { PickerOutline } from '../directory/PickerOutline';
import { useGroup, useRememberGroup } from '../directory/useGroup';
import { HostContext } from '../host/HostContext';
import { recentGroups } from '../host/keptIds';
import { useNavigation } from '../host/navigation';
import { useFileDrop } from '../lists/panel/useFileDrop';
import type { MemberList } from '../members/memberList';
import { useMembers } from '../members/queries';
import type { UntilChoice } from '../plan/UntilField';
import { useMayChange } from '../rights/useMayChange';
import { useRuns } from '../run/RunProvider';
import { deferred } from '../ui/deferred';
import { useIsShown } from '../ui/shown';
import { GroupsHome } from './home/GroupsHome';
import { GroupPage } from './page/GroupPage';

// A combobox is large, and an admin who follows a link to a group waits for its members.
const GroupPicker = deferred(() => import('../directory/GroupPicker'));
const AddPeople = deferred(() => import('./addPeople/AddPeople'));
const ConfirmChange = deferred(() => import('../plan/ConfirmChange'));

interface ListDialogProps {
  /** Absent at home. */
  group?: Group;
  /** Of the group; drawn anew as more of them are read. */
  members?: MemberList;
  /** Files that were dropped before it was opened. */
  initialFiles?: readonly File[] | undefined;
  onClose: () => void;
}

/** Chooses people from a list. It may come later, as it is large. */
type ListDialog = (props: ListDialogProps) => ReactNode;

interface Props {
  groupId: string | undefined;
  /** The dialog "From a list", which another part of the page has. */
  listDialog: ListDialog;
}

/** Tab "Groups": the list of groups, or one of them. */
export function GroupsTab({ groupId, listDialog }: Props) {
  return groupId === undefined ? (
    <Home listDialog={listDialog} />
  ) : (
    <OneGroup key={groupId} {...{ groupId, listDialog }} />
  );
}

/** The list that is open at home. */
interface OpenList {
  files?: readonly File[];
}

function Home({ listDialog }: Pick<Props, 'listDialog'>) {
  const [list, setList] = useState<OpenList>();
  useDroppedList((files) => setList({ files }), list !== undefined);
  return (
    <>
      <GroupsHome picker={<Picker size="large" selected={undefined} />} onFromList={() => setList({})} />
      {list && (
        <Suspense>{listDialog({ initialFiles: list.files, onClose: () => setList(undefined) })}</Suspense>
      )}
    </>
  );
}

/** Opens a list of files that are dropped on what is shown, unless something else is open or nothing can be changed. */
function useDroppedList(onFiles: (files: readonly File[]) => void, isBusy: boolean): void {
  const isShown = useIsShown();
  const mayChange = useMayChange(false) === 'perhaps';
  useFileDrop(isShown && mayChange && !isBusy ? onFiles : undefined);
}

/** Which dialog of a group is open. */
type Question = { about: 'people' } | ({ about: 'list' } & OpenList) | { about: 'adding'; person: Person };

function OneGroup({ groupId, listDialog }: Props & { groupId: string }) {
  const { data: group } = useGroup(groupId);
  const { siteUrl } = useContext(HostContext);
  const isThere = group !== undefined;
  const [question, setQuestion] = useState<Question>();
  // Outlives the dialog: closing it must not lose people who were chosen, or the date.
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const [day, setDay] = useState('');
  const until = { day, onDay: setDay };
  useEffect(() => {
    if (isThere) recentGroups.remember(siteUrl, groupId);
  }, [siteUrl, groupId, isThere]);
  // A dialog tells that it has closed after the next one was opened.
  useDroppedList((files) => setQuestion({ about: 'list', files }), question !== undefined);
  const closerOf = (about: Question['about']) => () =>
    setQuestion((open) => (open?.about === about ? undefined : open));
  return (
    <>
      <GroupPage
        groupId={groupId}
        picker={<Picker size="compact" selected={group} />}
        onAddPeople={() => setQuestion({ about: 'people' })}
        onFromList={() => setQuestion({ about: 'list' })}
      />
      {group && question?.about === 'people' && (
        <Suspense>
          <AddPeople
            {...{ group, chosen, until }}
            onChange={setChosen}
            onAddOne={(person) => setQuestion({ about: 'adding', person })}
            onClose={closerOf('people')}
          />
        </Suspense>
      )}
      {group && question?.about === 'adding' && (
        <ConfirmAdding
          {...{ group, until }}
          person={question.person}
          onConfirm={() => {
            setChosen([]);
            setDay('');
          }}
          onClose={closerOf('adding')}
        />
      )}
      {group && question?.about === 'list' && (
        <FromList {...{ group, listDialog, files: question.files }} onClose={closerOf('list')} />
      )}
    </>
  );
}

interface ConfirmProps {
  group: Group;
  person: Person;
  until: UntilChoice;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before one person is added, and has it done. */
function ConfirmAdding({ group, person, until, onConfirm, onClose }: ConfirmProps) {
  const { start } = useRuns();
  const change = { groupId: group.id, accountId: person.accountId, action: 'add' as const };
  return (
    <Suspense>
      <ConfirmChange
        {...{ change, person, group, until, onClose }}
        onConfirm={(end) => {
          void start({
            changes: [change],
            groups: [group],
            people: new Map([[person.accountId, person]]),
            ...(end !== undefined && { until: end }),
          });
          onConfirm();
        }}
      />
    </Suspense>
  );
}

interface FromListProps {
  group: Group;
  listDialog: ListDialog;
  files: readonly File[] | undefined;
  onClose: () => void;
}

/** The list is matched with the members as far as they are loaded. */
function FromList({ group, listDialog, files, onClose }: FromListProps) {
  const { list } = useMembers(group.id);
  return list && <Suspense>{listDialog({ group, members: list, initialFiles: files, onClose })}</Suspense>;
}

interface PickerProps {
  size: 'compact' | 'large';
  selected: Group | undefined;
}

/** Combobox "Group": choosing one opens it. */
function Picker({ size, selected }: PickerProps) {
  const { go } = useNavigation();
  const remember = useRememberGroup();
  return (
    <Suspense fallback={<PickerOutline size={size} name={selected?.name ?? ''} />}>
      <GroupPicker
        {...{ size, selected }}
        onSelect={(group) => {
          remember(group);
          go({ page: 'groups', groupId: group.id });
        }}
      />
    </Suspense>
  );
}
