/** How text files are written, where they come from. A BOM stands where the programs write one. */
export type Encoding =
  | 'utf-8'
  | 'utf-8 with BOM'
  | 'utf-16le with BOM'
  | 'utf-16be with BOM'
  | 'windows-1250'
  | 'windows-1252'
  | 'shift_jis';

export type Bytes = Uint8Array<ArrayBuffer>;

const BOM = '\uFEFF';

/** @throws RangeError where the encoding has no such character */
export function encodeText(text: string, encoding: Encoding): Bytes {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'utf-8 with BOM':
      return new TextEncoder().encode(BOM + text);
    case 'utf-16le with BOM':
      return encodeUnits(BOM + text, true);
    case 'utf-16be with BOM':
      return encodeUnits(BOM + text, false);
    case 'windows-1250':
    case 'shift_jis':
      return encodeByTable(text, tableOf(encoding));
    case 'windows-1252':
      return encodeByTable(text, LATIN_1);
  }
}

function encodeUnits(text: string, isLittleEndian: boolean): Bytes {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(2 * index, text.charCodeAt(index), isLittleEndian);
  }
  return bytes;
}

type Table = ReadonlyMap<string, readonly number[]>;

function encodeByTable(text: string, table: Table): Bytes {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new RangeError(`The encoding has no ${character}.`);
      return bytes;
    }),
  );
}

/**
 * What Windows-1252 has in common with Latin-1: Node before 22 reads the rest of it (0x80 to 0x9F) as control
 * characters, unlike browsers.
 */
const LATIN_1: Table = new Map(
  Array.from({ length: 256 }, (_, byte) => byte)
    .filter((byte) => byte < 0x80 || byte > 0x9f)
    .map((byte) => [String.fromCharCode(byte), [byte]]),
);

const tables = new Map<string, Table>();

/** There is no encoder but for UTF-8, so every one and every two bytes are decoded. */
function tableOf(label: 'windows-1250' | 'shift_jis'): Table {
  const known = tables.get(label);
  if (known) return known;
  const decoder = new TextDecoder(label, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const learn = (...bytes: number[]): void => {
    const character = decode(decoder, bytes);
    if (character !== undefined && !table.has(character)) table.set(character, bytes);
  };
  for (let byte = 0; byte < 256; byte += 1) learn(byte);
  if (label === 'shift_jis') {
    for (let lead = 0x81; lead < 0xfd; lead += 1) {
      for (let trail = 0x40; trail < 0xfd; trail += 1) learn(lead, trail);
    }
  }
  tables.set(label, table);
  return table;
}

/** One character; undefined where the bytes are none, or two. */
function decode(decoder: TextDecoder, bytes: readonly number[]): string | undefined {
  try {
    const text = decoder.decode(Uint8Array.from(bytes));
    return Array.from(text).length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}
