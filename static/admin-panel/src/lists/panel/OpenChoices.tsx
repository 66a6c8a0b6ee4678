import { useId, useMemo, useState } from 'react';
import { displayNameOf } from '../../directory/displayName';
import { formatNumber } from '../../i18n/formatText';
import { StatusLozenges } from '../../members/StatusLozenges';
import { Button } from '../../ui/Button';
import { KEEPS_FOCUS } from '../../ui/keepFocus';
import { spotText } from '../listWords';
import type { MatchedList, OpenChoice } from '../match/matchedList';
import { keyOfMention } from '../match/matchMentions';
import type { MatchedListState } from '../match/useMatchedList';
import { listBinMessages } from './listBinMessages';
import styles from './ListBins.module.css';

/** Choices that are shown at first, and with each press on "Show more". */
const SHOWN = 20;

interface Props {
  matched: MatchedList;
  /** What the sources are called. */
  files: readonly string[];
  lookUp: Pick<MatchedListState, 'choose' | 'leaveOutAll'>;
}

/** Lines that fit several people: for each the admin chooses one of them, or none. */
export function OpenChoices({ matched: { choices, chosen }, files, lookUp }: Props) {
  const [most, setMost] = useState(SHOWN);
  // Those that are decided stay in their places.
  const all = useMemo(() => [...choices, ...chosen].sort(bySpot), [choices, chosen]);
  const open = choices.filter((choice) => choice.chosen === undefined).length;
  if (all.length === 0) return null;
  const label = listBinMessages.text('toDecide');
  return (
    <section {...KEEPS_FOCUS} aria-label={label} className={styles.choices}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{label}</h3> <span className={styles.count}>{formatNumber(open)}</span>
        {open > 0 && (
          <Button spacing="compact" onClick={lookUp.leaveOutAll}>
            {listBinMessages.text('leaveAllOut')}
          </Button>
        )}
      </div>
      {all.slice(0, most).map((choice) => (
        <Choice
          key={keyOfMention(choice.mention)}
          choice={choice}
          files={files}
          onChoose={(accountId) => lookUp.choose(choice.mention, accountId)}
        />
      ))}
      {all.length > most && (
        <div>
          <Button spacing="compact" onClick={() => setMost(most + SHOWN)}>
            {listBinMessages.text('showMore', { count: Math.min(SHOWN, all.length - most) })}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ChoiceProps {
  choice: OpenChoice;
  files: readonly string[];
  onChoose: (accountId: string | null) => void;
}

function Choice({ choice: { mention, candidates, chosen, why }, files, onChoose }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset className={styles.choice} aria-describedby={`${group}why`}>
      <legend className={styles.legend}>
        {listBinMessages.node('choiceOf', {
          line: spotText(mention, files),
          text: <bdi>{mention.text}</bdi>,
        })}
      </legend>
      <p id={`${group}why`} className={styles.note}>
        {listBinMessages.text(why)}
      </p>
      {candidates.map((person) => (
        <label key={person.accountId} className={styles.option}>
          <input
            type="radio"
            name={group}
            checked={chosen === person.accountId}
            onChange={() => onChoose(person.accountId)}
          />
          <span className={styles.person}>
            <bdi>{displayNameOf(person)}</bdi>{' '}
            <bdi className={styles.also}>{person.email ?? person.accountId}</bdi>{' '}
            <StatusLozenges person={person} isMe={false} />
          </span>
        </label>
      ))}
      <label className={styles.option}>
        <input type="radio" name={group} checked={chosen === null} onChange={() => onChoose(null)} />
        {listBinMessages.text('noneOfThem')}
      </label>
    </fieldset>
  );
}

function bySpot({ mention: a }: OpenChoice, { mention: b }: OpenChoice): number {
  return a.file - b.file || a.line - b.line;
}
