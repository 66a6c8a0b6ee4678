/** Looked at to tell text from what is not, in characters. */
const SAMPLE = 65_536;

/** Whether what was decoded as text is none: a spreadsheet, a picture. */
export function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, SAMPLE);
  // Control characters other than white space, and what a decoder puts for what it cannot read.
  const strange = sample.match(/[^\P{Cc}\s]|\uFFFD/gu)?.length ?? 0;
  return strange > 2 + sample.length / 100;
}
