import { useId } from 'react';
import type { Change, Person } from '../../../../src/contract';
import type { Selected } from '../members/selected';
import { useRuns } from '../run/RunProvider';
import { Button } from '../ui/Button';
import { changesOf, stepsOf, type ComparedGroups, type Step } from './changesOf';
import styles from './Compare.module.css';
import type { ComparedPart, PartName, SideName } from './compareMembers';
import { compareMessages as messages } from './compareMessages';

interface Props {
  name: PartName;
  part: ComparedPart;
  /** Why they may not be all that they are taken for: nothing is offered for all at once. */
  doubt: string | undefined;
  groups: ComparedGroups;
  ticked: Selected;
  /** People of the part who have a row. */
  shown: readonly Person[];
  /** Of those ticked, people who have none. */
  hidden: number;
  /** Id of what says that the members are read anew, while they are. */
  reloadingId: string | undefined;
  onMake: (changes: readonly Change[], people: readonly Person[]) => void;
  onClear: () => void;
}

/** What each step is called, and the group that is named. */
const WORDS: Record<Step, { does: 'addTo' | 'moveTo' | 'removeFrom'; side: SideName }> = {
  addToA: { does: 'addTo', side: 'a' },
  addToB: { does: 'addTo', side: 'b' },
  moveToA: { does: 'moveTo', side: 'a' },
  moveToB: { does: 'moveTo', side: 'b' },
  removeFromA: { does: 'removeFrom', side: 'a' },
  removeFromB: { does: 'removeFrom', side: 'b' },
};

/** What can be done with those ticked in a part; with all who have a row where none are and no one of the part is missing. */
export function PartActions(props: Props) {
  const { name, part, doubt, groups, ticked, shown, hidden, reloadingId, onMake, onClear } = props;
  const { isUnderWay } = useRuns();
  const blockedId = useId();
  const waitsFor = isUnderWay ? blockedId : reloadingId;
  const isTicking = ticked.size > 0;
  const isSure = part.isWhole && doubt === undefined;
  const people = isTicking ? [...ticked.values()] : isSure ? shown : [];
  const count = people.length;
  const steps = count > 0 ? stepsOf(name, groups) : [];
  return (
    <div role="group" aria-label={messages.text('actions')} className={styles.actions}>
      {steps.map((step) => {
        const { does, side } = WORDS[step];
        return (
          <Button
            key={step}
            appearance={isTicking && does === 'removeFrom' ? 'danger' : 'default'}
            spacing="compact"
            isDisabled={waitsFor !== undefined}
            {...(waitsFor !== undefined && { 'aria-describedby': waitsFor })}
            onClick={() => onMake(changesOf(step, people, groups), people)}
          >
            {messages.node(does, { count, group: <bdi>{groups[side]?.name}</bdi> })}
          </Button>
        );
      })}
      <span id={blockedId} role="status" className={styles.blocked}>
        {isUnderWay && count > 0 && messages.text('changeUnderWay')}
        {!isUnderWay &&
          !isSure &&
          count === 0 &&
          part.people.length > 0 &&
          (doubt ?? messages.text('tickFirst'))}
      </span>
      {isTicking && (
        <div className={styles.ticked}>
          <span role="status">
            {hidden > 0
              ? messages.text('tickedHidden', { count, hidden })
              : messages.text('ticked', { count })}
          </span>
          <Button appearance="subtle" spacing="compact" onClick={onClear}>
            {messages.text('clear')}
          </Button>
        </div>
      )}
    </div>
  );
}
