/** What Confluence said, word for word: text, whatever it looks like, and of whatever direction. */
export function Quotation({ words }: { words: string | undefined }) {
  return words === undefined ? null : (
    <p>
      Confluence said: “<bdi>{words}</bdi>”
    </p>
  );
}
