/** Format marks and fillers, which take no place in a line. */
const WITHOUT_PLACE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** What one sees as a blank; the pattern that looks like a letter without dots is one too. */
const BLANK = /[\s\u0085\u2800]/gu;
/** Something that can be seen. */
const SEEN = /[^\s\u0085\u2800\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/**
 * What one sees of a text: without invisible characters, every run of white space as one blank, none at the ends, and
 * letters composed alike. Two texts that look the same come out the same.
 */
export function visibleText(text: string): string {
  return text
    .replace(WITHOUT_PLACE, '')
    .replace(BLANK, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/ +/g, ' ')
    .trim()
    .normalize('NFC');
}

/** Whether there is anything to see in a text. Looks at no more of it than the first thing that can be seen. */
export function isVisible(text: string): boolean {
  return SEEN.test(text);
}

/** What to call something: its name, or its id where the name is invisible. */
export function nameOrId({ name, id }: { name: string; id: string }): string {
  return isVisible(name) ? name : id;
}
