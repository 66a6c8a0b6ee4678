import { groupMessages } from './groupMessages';
import type { PickerSize } from './GroupPicker';
import styles from './GroupPicker.module.css';

interface Props {
  label?: string;
  size?: PickerSize;
  /** What will stand in the field. */
  name: string;
}

/** Where the combobox will be in a moment. */
export function PickerOutline({ label = groupMessages.text('group'), size = 'medium', name }: Props) {
  return (
    <div className={styles.picker} data-size={size}>
      <span className={size === 'compact' ? styles.hiddenLabel : styles.label}>{label}</span>
      <div className={styles.anchor}>
        <div className={`${styles.input ?? ''} ${styles.outline ?? ''}`}>{name}</div>
      </div>
    </div>
  );
}
