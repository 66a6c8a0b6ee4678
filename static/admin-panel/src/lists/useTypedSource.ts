import { useComputed } from '../ui/useComputed';
import { useDebounced } from '../ui/useDebounced';
import { readSource, type SourceResult } from './read/readSource';

/** Long enough that nothing is read between two letters, ms. */
const TYPING_PAUSE_MS = 300;

/** The list in the text field, read soon after it stands still. */
export function useTypedSource(typed: string): {
  /** Of what stood there before, while it is read anew; absent where the field is empty. */
  result: SourceResult | undefined;
  isReading: boolean;
} {
  const settled = useDebounced(typed, TYPING_PAUSE_MS);
  const isEmpty = typed.trim() === '';
  const { output, isCurrent } = useComputed(
    isEmpty || settled.trim() === '' ? undefined : settled,
    readSource,
  );
  if (isEmpty) return { result: undefined, isReading: false };
  return { result: output, isReading: !isCurrent || settled !== typed };
}
