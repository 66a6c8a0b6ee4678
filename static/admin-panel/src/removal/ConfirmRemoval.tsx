import Button from '@atlaskit/button/default/button';
import { useEffect, useId, useRef } from 'react';
import type { Person } from '../../../../src/contract';
import styles from './ConfirmRemoval.module.css';

interface Props {
  person: Person;
  name: string;
  groupName: string;
  isMe: boolean;
  online: boolean;
  onConfirm: () => void;
  /** Called however the dialog closes, after `onConfirm` if that. */
  onClose: () => void;
}

/**
 * Dialog "Remove NAME from GROUP?". The browser's own: it keeps the focus inside, makes the page behind inert, gives
 * the focus back, and needs no scroll lock of inline style, which Forge's CSP would refuse.
 */
export function ConfirmRemoval({ person, name, groupName, isMe, online, onConfirm, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const confirmed = useRef(false);
  const titleId = useId();
  const textId = useId();

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    cancel.current?.focus(); // The safe choice.
  }, []);

  const confirm = () => {
    if (confirmed.current) return; // The second half of a double click.
    confirmed.current = true;
    dialog.current?.close();
    onConfirm();
  };

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onClose={onClose}
    >
      <div className={styles.scrolling}>
        <h2 id={titleId} className={styles.title}>
          Remove <bdi>{name}</bdi> from <bdi>{groupName}</bdi>?
        </h2>
        <div id={textId}>
          {/* Two people can have the same name. */}
          <p className={styles.who}>
            {person.email !== undefined && <>{person.email}, </>}
            account ID <code>{person.accountId}</code>
          </p>
          <p>
            {isMe ? 'This is your own account: you lose' : 'They lose'} whatever this group gives access to,
            in Confluence and in every other app of this site that uses the group.
          </p>
          <p>A site admin can add {isMe ? 'you' : 'them'} back.</p>
          {!online && <p>You are offline. Nothing can be removed until the connection is back.</p>}
        </div>
      </div>
      <div className={styles.buttons}>
        <Button ref={cancel} appearance="subtle" onClick={() => dialog.current?.close()}>
          Cancel
        </Button>
        <Button appearance="danger" isDisabled={!online} onClick={confirm}>
          Remove
        </Button>
      </div>
    </dialog>
  );
}
