import { useState } from 'react';
import type { Group, Person } from '../../../../../src/contract';
import { isManagedExternally } from '../../../../../src/membership/isManagedExternally';
import { displayNameOf } from '../../directory/displayName';
import { groupMessages } from '../../directory/groupMessages';
import { useMemberships } from '../../directory/searchPeople';
import { accessOf, useAccessGroups } from '../../directory/useAccessGroups';
import { useRememberPeople } from '../../directory/usePeopleById';
import { browserTools } from '../../host/tools';
import { usePlans } from '../../plan/PlanProvider';
import { checkUntilDay } from '../../plan/untilDay';
import { UntilField, type UntilChoice } from '../../plan/UntilField';
import { untilMessages } from '../../plan/untilMessages';
import { useRuns } from '../../run/RunProvider';
import { Dialog } from '../../ui/Dialog';
import { shortenText } from '../../ui/shortenText';
import { PeopleField } from '../finder/PeopleField';
import { usePeopleFinder, type Choosable } from '../finder/usePeopleFinder';
import styles from './AddPeople.module.css';
import { addPeopleMessages } from './addPeopleMessages';
import { PeopleToAdd } from './PeopleToAdd';
import { UnclearNames } from './UnclearNames';
import { MOST_NAMED, useNamedPeople } from './useNamedPeople';

/** Of a name on the button, in characters. */
const NAME_ON_BUTTON = 40;

interface Props {
  group: Group;
  chosen: readonly Person[];
  /** Makes of those chosen others: names are looked up while people are chosen. */
  onChange: (change: (before: readonly Person[]) => readonly Person[]) => void;
  /** The last day in the group, if there is one. */
  until: UntilChoice;
  /** Asks once more before one person is added. */
  onAddOne: (person: Person) => void;
  onClose: () => void;
}

/** Dialog "Add people to GROUP": finds people, and has one added, or several reviewed first. */
export default function AddPeople({ group, chosen, onChange, until, onAddOne, onClose }: Props) {
  const finder = usePeopleFinder();
  const remember = useRememberPeople();
  const { isUnderWay } = useRuns();
  const { open } = usePlans();
  const choose = (people: readonly Person[]) => {
    remember(people);
    onChange((before) => [
      ...new Map([...before, ...people].map((person) => [person.accountId, person])).values(),
    ]);
  };
  const named = useNamedPeople(choose);
  const [tooMany, setTooMany] = useState<number>();
  const found = finder.search.people;
  const ofFound = useMemberships(group.id, found);
  const ofChosen = useMemberships(group.id, chosen);
  const toAdd = chosen.filter((_, n) => ofChosen[n]?.data !== true);
  const [only, ...others] = toAdd;
  const isOne = only !== undefined && others.length === 0;
  const isEndWrong = checkUntilDay(until.day, browserTools.clock.now()).kind === 'problem';

  const review = () => {
    const changes = toAdd.map(({ accountId }) => ({ groupId: group.id, accountId, action: 'add' as const }));
    open({ kind: 'chosen', changes }, { people: toAdd, groups: [group], until: until.day });
    onChange(() => []);
    until.onDay('');
  };
  return (
    <Dialog
      isForm
      title={addPeopleMessages.node('title', { group: <bdi>{group.name}</bdi> })}
      confirm={
        only === undefined
          ? addPeopleMessages.text('addPeople')
          : isOne
            ? addPeopleMessages.node('addOne', {
                name: <bdi>{shortenText(displayNameOf(only), NAME_ON_BUTTON)}</bdi>,
              })
            : addPeopleMessages.text('review', { count: toAdd.length })
      }
      blocked={blockedText({ group, isNone: only === undefined, isOne, isUnderWay, isEndWrong })}
      onConfirm={() => (isOne ? onAddOne(only) : review())}
      onClose={onClose}
    >
      <p className={styles.help}>{addPeopleMessages.text('help', { most: MOST_NAMED })}</p>
      <PeopleField
        label={addPeopleMessages.text('find')}
        finder={finder}
        hits={found.map((person, n) => ({ person, choosable: choosableOf(person, chosen, ofFound[n]) }))}
        onChoose={(person) => choose([person])}
        onNames={(names) => {
          const isTooMany = names.length > MOST_NAMED;
          setTooMany(isTooMany ? names.length : undefined);
          if (!isTooMany) named.find(names);
        }}
      />
      <UnclearNames named={named} tooMany={tooMany} />
      <PeopleToAdd
        people={chosen.map((person, n) => ({ person, isMember: ofChosen[n]?.data === true }))}
        count={toAdd.length}
        onTakeOut={(person) => onChange((before) => before.filter((other) => other !== person))}
      />
      {!isManagedExternally(group) && <UntilField {...until} />}
      <WhatItGives group={group} />
    </Dialog>
  );
}

/** What members of the group get, where that is something. */
function WhatItGives({ group }: { group: Group }) {
  const { data } = useAccessGroups();
  const access = data && accessOf(data, group.id);
  return (
    <>
      {access?.administration === 'yes' && <p>{addPeopleMessages.text('givesAdministration')}</p>}
      {access?.use === 'yes' && <p>{addPeopleMessages.text('givesUse')}</p>}
    </>
  );
}

interface BlockedBy {
  group: Group;
  isNone: boolean;
  isOne: boolean;
  isUnderWay: boolean;
  /** The last day cannot be taken. */
  isEndWrong: boolean;
}

/** Why no one can be added yet. A review can be opened while something else is under way. */
function blockedText({ group, isNone, isOne, isUnderWay, isEndWrong }: BlockedBy): string | undefined {
  if (isManagedExternally(group)) return groupMessages.text('managedReason');
  if (isNone) return addPeopleMessages.text('chooseFirst');
  if (isEndWrong) return untilMessages.text('correctFirst');
  return isOne && isUnderWay ? addPeopleMessages.text('runUnderWay') : undefined;
}

/** Whether a person is in the group, as far as Confluence said. */
interface Membership {
  data: boolean | undefined;
  isFetching: boolean;
}

/** Where Confluence does not say whether they are in the group they can be added: that changes nothing for a member. */
function choosableOf(
  { accountId }: Person,
  chosen: readonly Person[],
  membership: Membership | undefined,
): Choosable {
  if (chosen.some((person) => person.accountId === accountId)) {
    return { mark: addPeopleMessages.text('chosenAlready') };
  }
  if (membership?.data === true) return { mark: addPeopleMessages.text('inGroup') };
  return membership?.isFetching === true && membership.data === undefined ? 'asking' : 'yes';
}
