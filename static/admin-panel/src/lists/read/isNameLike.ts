/** A word of a name: letters with what joins them, or an abbreviation. */
const WORD = /^(?:(?:\p{L}\p{M}*){1,3}\.|\p{L}[\p{L}\p{M}'’‘\-‐·・]*)$/u;
/** Names that are written in one word. */
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々・]{2,8}$/u;
/** `von`, `della`: words of names without a capital are short. */
const LONGEST_PARTICLE = 5;
const MOST_WORDS = 5;
const LONGEST_NAME = 80;

/**
 * Whether a text may be what a person is called in full: two to five words of letters, those that matter with a capital
 * where the script has any; `Last, First` too, and a note in brackets behind it.
 * @param isSmall the whole text has no capitals, so that none is asked for
 */
export function isNameLike(text: string, isSmall = false): boolean {
  if (text.length > LONGEST_NAME) return false;
  const name = text.replace(/\s*[([（][^()[\]（）]*[)\]）]\s*$/, '').trim();
  if (EAST_ASIAN.test(name)) return true;
  const parts = name.split(/,\s*/);
  const words = parts.flatMap((part) => part.split(/\s+/));
  if (parts.length > 2 || words.length < 2 || words.length > MOST_WORDS) return false;
  if (!words.every((word) => WORD.test(word))) return false;
  if (isSmall) return words.some((word) => word.length > 1);
  const capitals = words.filter((word) => !/^\p{Ll}/u.test(word));
  return (
    capitals.length >= 2 && words.every((word) => !/^\p{Ll}/u.test(word) || word.length <= LONGEST_PARTICLE)
  );
}
