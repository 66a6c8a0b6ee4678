/** A value that no path can hold: a programming error, or an id that was not checked. */
export class InvalidRoute extends Error {
  override name = 'InvalidRoute';
}

/**
 * The path and query of a request. Each value is percent-encoded, so that it stays within its segment or parameter;
 * `URLSearchParams` are inserted as they are.
 * @throws InvalidRoute for a dot segment, which a URL resolves to another path, and for a lone surrogate
 */
export function route(
  template: TemplateStringsArray,
  ...values: (string | number | boolean | URLSearchParams)[]
): string {
  return template.reduce((path, text, index) => {
    const value = values[index - 1];
    if (value === undefined) throw new InvalidRoute('A value of the path is missing.');
    const encoded = value instanceof URLSearchParams ? value.toString() : encode(String(value));
    const isInPath = !path.includes('?');
    if (isInPath && (encoded === '.' || encoded.includes('..'))) {
      throw new InvalidRoute(`A path cannot have "${encoded}" in it.`);
    }
    return path + encoded + text;
  });
}

function encode(text: string): string {
  if (!text.isWellFormed()) throw new InvalidRoute('A path cannot have a lone surrogate in it.');
  return encodeURIComponent(text);
}
