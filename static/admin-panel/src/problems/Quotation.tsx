import { problemsMessages } from './problemsMessages';

/** What Confluence said, word for word: text, whatever it looks like, and of whatever direction. */
export function Quotation({ words }: { words: string | undefined }) {
  return words === undefined ? null : (
    <p>{problemsMessages.node('confluenceSaid', { words: <bdi>{words}</bdi> })}</p>
  );
}
