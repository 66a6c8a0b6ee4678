/** How files begin that are no text: archives (also spreadsheets), old Office, PDF, pictures, databases. */
const BEGINNINGS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20],
];

/** Whether a file begins as files do that are no text. */
export function beginsAsBinary(bytes: Uint8Array): boolean {
  return BEGINNINGS.some((beginning) => beginning.every((byte, at) => bytes[at] === byte));
}

/** Looked at to tell text from what is not, UTF-16 units. */
const SAMPLE = 65_536;
/** So many NULs may be a slip on a line; the line is said then. */
const FEW_NULS = 8;
/** Share of control characters from which on nothing is text. */
const CONTROL_SHARE = 0.1;
/** The same of what decoders put for what they could not read: names may be full of it. */
const REPLACED_SHARE = 0.4;

/** Whether what was decoded as text is none. A few characters that do not belong there are no sign of that. */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const lines = sample.split(/[\n\r]+/).filter((line) => line !== '');
  const isFullOfNuls =
    count(/\0/g) > FEW_NULS && lines.filter((line) => line.includes('\0')).length > lines.length / 2;
  return (
    isFullOfNuls ||
    count(/[^\P{Cc}\s\0]/gu) > Math.max(2, sample.length * CONTROL_SHARE) ||
    count(/\uFFFD/g) > Math.max(2, sample.length * REPLACED_SHARE)
  );
}
