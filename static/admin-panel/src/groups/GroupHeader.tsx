import Button from '@atlaskit/button/default/button';
import type { RefObject } from 'react';
import type { Group } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { number } from '../ui/number';
import styles from './GroupHeader.module.css';
import { GroupId } from './GroupId';
import { MANAGED_REASON, ManagedMark } from './ManagedMark';

interface Props {
  group: Group;
  /** Members in it, where that is known. */
  total: number | undefined;
  headingRef: RefObject<HTMLHeadingElement>;
  reloading: boolean;
  onReload: () => void;
}

/** Which group it is, how large, who owns it where Confluence does not, and the way to read it anew. */
export function GroupHeader({ group, total, headingRef, reloading, onReload }: Props) {
  const isManaged = isManagedExternally(group);
  return (
    <header>
      <div className={styles.header}>
        <div className={styles.what}>
          <h2 ref={headingRef} tabIndex={-1} className={styles.title}>
            <bdi>{group.name}</bdi>
          </h2>
          {total !== undefined && <span className={styles.count}>{membersText(total)}</span>}
          {isManaged && <ManagedMark />}
        </div>
        <span className={styles.reload}>
          <Button appearance="subtle" spacing="compact" isLoading={reloading} onClick={onReload}>
            Reload
          </Button>
        </span>
      </div>
      <GroupId id={group.id} />
      {isManaged && <p className={styles.reason}>{MANAGED_REASON}</p>}
    </header>
  );
}

function membersText(total: number): string {
  return total === 1 ? '1 member' : `${number(total)} members`;
}
