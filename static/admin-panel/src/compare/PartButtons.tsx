import { Button } from '../ui/Button';
import type { ComparedGroups } from './changesOf';
import styles from './Compare.module.css';
import { PART_NAMES, type Comparison, type PartName } from './compareMembers';
import { compareMessages as messages } from './compareMessages';
import { countText, partTitle } from './partWords';

interface Props {
  groups: ComparedGroups;
  comparison: Comparison;
  shown: PartName;
  onShow: (part: PartName) => void;
}

/** Which part is shown: *Only in A*, *In both*, *Only in B*, with counts. */
export function PartButtons({ groups, comparison, shown, onShow }: Props) {
  return (
    <div role="group" aria-label={messages.text('parts')} className={styles.parts}>
      {PART_NAMES.map((name) => (
        <Button
          key={name}
          appearance="subtle"
          spacing="compact"
          aria-pressed={name === shown}
          onClick={() => onShow(name)}
        >
          {partTitle(name, groups)} <span className={styles.count}>{countText(comparison.parts[name])}</span>
        </Button>
      ))}
    </div>
  );
}
