import { Suspense } from 'react';
import type { Group } from '../../../../src/contract';
import { PickerOutline } from '../directory/PickerOutline';
import { useRememberGroup } from '../directory/useGroup';
import { deferred } from '../ui/deferred';
import styles from './Compare.module.css';

const GroupPicker = deferred(() => import('../directory/GroupPicker'));

interface Props {
  label: string;
  selected: Group | undefined;
  onSelect: (groupId: string) => void;
}

/** Combobox *Group A* or *Group B*. */
export function SidePicker({ label, selected, onSelect }: Props) {
  const remember = useRememberGroup();
  return (
    <div className={styles.side}>
      <Suspense fallback={<PickerOutline {...{ label }} size="compact" name={selected?.name ?? ''} />}>
        <GroupPicker
          {...{ label, selected }}
          size="compact"
          onSelect={(group) => {
            remember(group);
            onSelect(group.id);
          }}
        />
      </Suspense>
    </div>
  );
}
