import type { NewCoreIconProps } from '@atlaskit/icon';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import type { ComponentType, ReactNode } from 'react';
import styles from './Message.module.css';
import { uiMessages } from './uiMessages';

type Appearance = 'warning' | 'error';

interface Props {
  appearance: Appearance;
  title: ReactNode;
  headingLevel: 'h2' | 'h3';
  children: ReactNode;
}

const ICONS: Record<Appearance, { Icon: ComponentType<NewCoreIconProps>; color: 'warning' | 'danger' }> = {
  warning: { Icon: WarningIcon, color: 'warning' },
  error: { Icon: ErrorIcon, color: 'danger' },
};

/** A message in the colors of Atlassian's. It is part of the page: the network that would bring more may be what it speaks of. */
export function Message({ appearance, title, headingLevel: Heading, children }: Props) {
  const { Icon, color } = ICONS[appearance];
  return (
    <section className={styles.message} data-appearance={appearance}>
      <span className={styles.icon}>
        <Icon color={`var(--ds-icon-${color})`} label={uiMessages.text(appearance)} />
      </span>
      <div className={styles.words}>
        <Heading className={styles.title}>{title}</Heading>
        {children}
      </div>
    </section>
  );
}
