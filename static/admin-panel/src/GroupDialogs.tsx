import { Suspense, useContext } from 'react';
import type { Group, Person } from '../../../src/contract';
import { HostContext } from './host/HostContext';
import { useOnline } from './host/useOnline';
import { displayNameOf } from './members/displayName';
import type { MemberList } from './members/memberList';
import type { Chosen } from './people/chosen';
import type { Selected } from './selection/selected';
import { deferred } from './ui/deferred';

// Nothing of these is needed before the first row.
const PeopleList = deferred(() => import('./list/PeopleList'));
const ConfirmRemoval = deferred(() => import('./removal/ConfirmRemoval'));
const ConfirmRun = deferred(() => import('./removal/ConfirmRun'));

/** What the admin is asked: which people to choose, or whether to remove one person, or the selected. */
export type Question = { about: 'list' } | { about: 'person'; person: Person } | { about: 'selected' };

interface Props {
  group: Group;
  list: MemberList;
  selected: Selected;
  question: Question | undefined;
  onChoose: (people: readonly Chosen[]) => void;
  onRemove: (person: Person) => void;
  onRemoveSelected: () => void;
  onClose: () => void;
}

/** The dialogs of a group, one at a time. */
export function GroupDialogs({ question, ...props }: Props) {
  return (
    question && (
      <Suspense>
        <GroupDialog question={question} {...props} />
      </Suspense>
    )
  );
}

function GroupDialog(props: Props & { question: Question }) {
  const { group, list, selected, question, onChoose, onRemove, onRemoveSelected, onClose } = props;
  const { accountId: myAccountId } = useContext(HostContext);
  const online = useOnline();
  const asked = { group, members: list, myAccountId, online, onClose };
  switch (question.about) {
    case 'list':
      return (
        <PeopleList
          groupId={group.id}
          groupName={group.name}
          members={list}
          onChoose={onChoose}
          onClose={onClose}
        />
      );
    case 'person':
      return (
        <ConfirmRemoval
          {...asked}
          person={question.person}
          name={displayNameOf(question.person)}
          onConfirm={() => onRemove(question.person)}
        />
      );
    case 'selected':
      return (
        <ConfirmRun
          {...asked}
          people={[...selected.values()]}
          nameOf={displayNameOf}
          onConfirm={onRemoveSelected}
        />
      );
  }
}
