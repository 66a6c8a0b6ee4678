import { forwardRef, type ButtonHTMLAttributes, type MouseEvent } from 'react';
import styles from './Button.module.css';

type OfHtml = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  | 'type'
  | 'id'
  | 'children'
  | 'onClick'
  | 'tabIndex'
  | (`aria-${string}` & keyof ButtonHTMLAttributes<HTMLButtonElement>)
>;

interface Props extends OfHtml {
  appearance?: 'default' | 'primary' | 'danger' | 'subtle';
  spacing?: 'default' | 'compact';
  isDisabled?: boolean;
  /** It keeps its focus and does nothing until its work is done. */
  isLoading?: boolean;
}

/** A button that looks as Confluence's do. Atlaskit's own is a live region, which a screen reader reads whenever its label changes. */
export const Button = forwardRef<HTMLButtonElement, Props>(function Button(
  { appearance = 'default', spacing = 'default', isDisabled = false, isLoading = false, ...props },
  ref,
) {
  const { type = 'button', children, onClick, ...rest } = props;
  const ignore = (event: MouseEvent) => event.preventDefault();
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={styles.button}
      data-appearance={appearance}
      data-spacing={spacing}
      disabled={isDisabled}
      {...(isLoading && { 'aria-disabled': true, 'aria-busy': true })}
      onClick={isLoading ? ignore : onClick}
    >
      <span className={styles.label}>{children}</span>
    </button>
  );
});
