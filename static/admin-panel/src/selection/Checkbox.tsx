import { useEffect, useRef } from 'react';
import styles from './Checkbox.module.css';

interface Props {
  label: string;
  checked: boolean;
  /** Some of those it stands for are chosen. */
  indeterminate?: boolean;
  /** @param withShift the shift key was held: everything from the last one to this one */
  onChange: (checked: boolean, withShift: boolean) => void;
}

/** The browser's own checkbox: Atlaskit's brings a label and an icon, for every row of a table. */
export function Checkbox({ label, checked, indeterminate = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.box}
      aria-label={label}
      checked={checked}
      onChange={({ target, nativeEvent }) =>
        onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}
