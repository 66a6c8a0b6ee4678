import styles from './GroupPicker.module.css';

/** Where the combobox "Group" will be in a moment, with the name that will stand in it. */
export function PickerOutline({ name }: { name: string }) {
  return (
    <div className={styles.picker}>
      <span className={styles.label}>Group</span>
      <div className={styles.anchor}>
        <div className={`${styles.input ?? ''} ${styles.outline ?? ''}`}>{name}</div>
      </div>
    </div>
  );
}
