import { useState } from 'react';

/** Copies a text, and tells whether the browser let it: nothing before the first try. */
export function useCopy(text: string): { copied: 'yes' | 'no' | undefined; copy: () => void } {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return { copied, copy };
}
