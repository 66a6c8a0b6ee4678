import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Button } from './Button';
import styles from './Dialog.module.css';
import { KEEPS_FOCUS } from './keepFocus';
import { useIsShown } from './shown';
import { uiMessages } from './uiMessages';
import { useLatest } from './useLatest';

/** What can be filled in. */
const FIELD = 'textarea, input:not([type="hidden"], [hidden])';

interface Props {
  title: ReactNode;
  children: ReactNode;
  /** What the button that does it says; absent where nothing is done by closing. */
  confirm?: ReactNode;
  appearance?: 'danger' | 'primary';
  isDisabled?: boolean;
  /** Why it cannot be done yet, in words that are shown and read out whenever they change. */
  blocked?: string | undefined;
  /** What has to be filled in before; not read out as part of the dialog's description. */
  fields?: ReactNode;
  /** Something to fill in: wider, the focus starts in it, and it is not read out as the dialog's description. */
  isForm?: boolean;
  /** What is in it changes its height: the dialog is high from the beginning, so that its buttons stay where they are. */
  isSteady?: boolean;
  onConfirm?: () => void;
  /** Called however the dialog closes, after `onConfirm` if that. */
  onClose: () => void;
}

/**
 * Asks before something is done. The browser's own dialog: it keeps the focus inside, makes the page behind inert,
 * gives the focus back, and needs no scroll lock of inline style, which Forge's CSP would refuse.
 */
export function Dialog({
  title,
  children,
  confirm,
  appearance = 'primary',
  isDisabled = false,
  blocked,
  fields,
  isForm = false,
  isSteady = false,
  onConfirm,
  onClose,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const confirmed = useRef(false);
  const titleId = useId();
  const textId = useId();
  const blockedId = useId();
  const cannot = isDisabled || blocked !== undefined;

  const isShown = useIsShown();
  const closed = useLatest(onClose);

  useEffect(() => {
    if (!isShown) return;
    if (!dialog.current?.open) dialog.current?.showModal();
    // The browser would take the part that scrolls. Where there is nothing to fill in, Cancel is the safe choice.
    const field = isForm ? dialog.current?.querySelector<HTMLElement>(FIELD) : null;
    (field ?? cancel.current)?.focus();
  }, [isShown, isForm]);

  // Open out of sight it would make the rest of the page inert. Before the focus is looked for elsewhere.
  useLayoutEffect(() => {
    if (isShown) return;
    if (dialog.current?.open === true) dialog.current.close();
    else closed();
  }, [isShown, closed]);

  const accept = () => {
    if (confirmed.current) return; // The second half of a double click.
    confirmed.current = true;
    dialog.current?.close();
    onConfirm?.();
  };

  return (
    <dialog
      ref={dialog}
      className={isForm ? `${styles.dialog} ${styles.form}` : styles.dialog}
      data-steady={isSteady}
      aria-labelledby={titleId}
      aria-describedby={isForm ? undefined : textId}
      onClose={onClose}
    >
      <form
        className={styles.whole}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (confirm !== undefined && !cannot) accept();
        }}
      >
        <div {...KEEPS_FOCUS} className={styles.scrolling}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <div id={textId}>{children}</div>
        </div>
        {fields}
        <div className={styles.foot}>
          <p id={blockedId} role="status" className={styles.blocked}>
            {blocked}
          </p>
          <Button ref={cancel} appearance="subtle" onClick={() => dialog.current?.close()}>
            {uiMessages.text(confirm === undefined ? 'close' : 'cancel')}
          </Button>
          {confirm !== undefined && (
            <Button
              type="submit"
              appearance={appearance}
              isDisabled={cannot}
              {...(blocked !== undefined && { 'aria-describedby': blockedId })}
            >
              {confirm}
            </Button>
          )}
        </div>
      </form>
    </dialog>
  );
}
