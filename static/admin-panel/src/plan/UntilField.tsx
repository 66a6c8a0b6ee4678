import { useEffect, useId, useRef, useState } from 'react';
import { browserTools } from '../host/tools';
import { dayText } from '../ui/timeText';
import {
  checkUntilDay,
  earliestDay,
  HALF_TYPED,
  latestDay,
  type UntilDay,
  type UntilProblem,
} from './untilDay';
import styles from './UntilField.module.css';
import { untilMessages } from './untilMessages';

/** The last day of memberships, and the way to choose another. */
export interface UntilChoice {
  day: UntilDay;
  onDay: (day: UntilDay) => void;
}

interface Props extends UntilChoice {
  label?: string;
  hint?: string;
}

/**
 * Date field "Until (optional)". A day that cannot be taken stays, with the reason in place of the hint once the field is left:
 * whether what is chosen can be taken is for the caller to ask as well (`checkUntilDay`).
 */
export function UntilField({
  day,
  onDay,
  label = untilMessages.text('until'),
  hint = untilMessages.text('hint'),
}: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isTyping, setIsTyping] = useState(false);
  const now = browserTools.clock.now();
  const checked = checkUntilDay(day, now);
  const problem = checked.kind === 'problem' && !isTyping ? problemText(checked) : undefined;
  // A browser tells of a date that is begun by no event of its own.
  const note = (field: HTMLInputElement) => {
    const next = field.validity.badInput ? HALF_TYPED : field.value;
    if (next === day) return;
    setIsTyping(field.matches(':focus'));
    onDay(next);
  };
  // What was begun does not come back with the field.
  useEffect(() => {
    if (day === HALF_TYPED && input.current?.validity.badInput === false) onDay('');
  }, [day, onDay]);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="date"
        className={styles.input}
        min={earliestDay(now)}
        max={latestDay(now)}
        aria-describedby={`${id}hint`}
        aria-invalid={problem !== undefined}
        value={day === HALF_TYPED ? '' : day}
        onChange={({ target }) => note(target)}
        onKeyUp={({ currentTarget }) => note(currentTarget)}
        onBlur={({ target }) => {
          note(target);
          setIsTyping(false);
        }}
      />
      <div id={`${id}hint`} className={styles.words}>
        <p role="status" className={styles.problem}>
          {problem}
        </p>
        <p className={styles.hint}>{hint}</p>
      </div>
    </div>
  );
}

function problemText(problem: UntilProblem): string {
  switch (problem.problem) {
    case 'halfTyped':
      return untilMessages.text('halfTyped');
    case 'hasCome':
      return untilMessages.text('hasCome', { day: dayText(problem.earliest) });
    case 'tooLate':
      return untilMessages.text('tooLate', { day: dayText(problem.latest) });
  }
}
