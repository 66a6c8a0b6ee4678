import SearchIcon from '@atlaskit/icon/core/search';
import { forwardRef, useId, type InputHTMLAttributes } from 'react';
import styles from './SearchField.module.css';

/** Enough for any name, in characters. */
const MAX_QUERY = 255;

type OfHtml = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'maxLength' | 'onFocus' | 'onKeyDown' | 'onPaste' | 'aria-describedby'
>;

interface Props extends OfHtml {
  label: string;
  placeholder?: string;
  /** `tools`: one line, beside other tools, its label for screen readers only. `form`: the label above. */
  place: 'tools' | 'form';
  value: string;
  onType: (typed: string) => void;
}

/** A searchbox. */
export const SearchField = forwardRef<HTMLInputElement, Props>(function SearchField(
  { label, place, onType, maxLength = MAX_QUERY, ...ofInput },
  ref,
) {
  const id = useId();
  return (
    <div className={styles.field} data-place={place}>
      <label className={place === 'tools' ? styles.hiddenLabel : styles.label} htmlFor={id}>
        {label}
      </label>
      {place === 'tools' && (
        <span className={styles.icon}>
          <SearchIcon label="" size="small" />
        </span>
      )}
      <input
        {...ofInput}
        ref={ref}
        id={id}
        type="search"
        className={styles.input}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
});
