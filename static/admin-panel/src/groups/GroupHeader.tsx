import Button from '@atlaskit/button/default/button';
import type { RefObject } from 'react';
import type { Group } from '../../../../src/contract';
import styles from './GroupHeader.module.css';
import { GroupId } from './GroupId';
import { number } from '../ui/number';

interface Props {
  group: Group;
  /** Members in it, where that is known. */
  total: number | undefined;
  headingRef: RefObject<HTMLHeadingElement>;
  reloading: boolean;
  onReload: () => void;
}

/** Which group it is, how large, and the way to read it anew. */
export function GroupHeader({ group, total, headingRef, reloading, onReload }: Props) {
  return (
    <header>
      <div className={styles.header}>
        <div className={styles.what}>
          <h2 ref={headingRef} tabIndex={-1} className={styles.title}>
            <bdi>{group.name}</bdi>
          </h2>
          {total !== undefined && <span className={styles.count}>{membersText(total)}</span>}
        </div>
        <span className={styles.reload}>
          <Button appearance="subtle" spacing="compact" isLoading={reloading} onClick={onReload}>
            Reload
          </Button>
        </span>
      </div>
      <GroupId id={group.id} />
    </header>
  );
}

function membersText(total: number): string {
  return total === 1 ? '1 member' : `${number(total)} members`;
}
