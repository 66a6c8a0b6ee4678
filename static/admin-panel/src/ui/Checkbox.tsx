import { useEffect, useRef, type RefObject } from 'react';
import styles from './Checkbox.module.css';
import { useTabIndex } from './tabIndex';

interface Props {
  label: string;
  checked: boolean;
  /** Some of those it stands for are chosen. */
  indeterminate?: boolean;
  /** For code that gives it the focus. */
  boxRef?: RefObject<HTMLInputElement>;
  /** @param withShift the shift key was held: everything from the last one to this one */
  onChange: (checked: boolean, withShift: boolean) => void;
}

/** The browser's own checkbox: Atlaskit's brings a label and an icon, for every row of a table. */
export function Checkbox({ label, checked, indeterminate = false, boxRef, onChange }: Props) {
  const ownRef = useRef<HTMLInputElement>(null);
  const box = boxRef ?? ownRef;
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [box, indeterminate]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.box}
      tabIndex={useTabIndex()}
      aria-label={label}
      checked={checked}
      onChange={({ target, nativeEvent }) =>
        onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}
