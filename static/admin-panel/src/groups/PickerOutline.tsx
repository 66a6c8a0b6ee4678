import styles from './GroupPicker.module.css';

/** Where the combobox will be in a moment, with the name that will stand in it. */
export function PickerOutline({ label = 'Group', name }: { label?: string; name: string }) {
  return (
    <div className={styles.picker}>
      <span className={styles.label}>{label}</span>
      <div className={styles.anchor}>
        <div className={`${styles.input ?? ''} ${styles.outline ?? ''}`}>{name}</div>
      </div>
    </div>
  );
}
