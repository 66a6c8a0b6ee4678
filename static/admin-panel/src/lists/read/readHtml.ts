import type { Pause } from '../../host/createPause';
import { createRest } from '../../host/work';
import { accountIdsIn, addressesIn } from '../columns/peopleInCell';
import { AT_ONCE, countLineEnds, workOnLine } from './lineEnds';

/** The first row of a table. */
const TABLE = /<tr\b[^<>]{0,2000}>\s{0,2000}<t[dh]\b/i;
/** It begins no later, UTF-16 units. */
const SEARCHED = 1_000_000;
/** Tags, comments, what stands between them, and a `<` that begins none. */
const PIECES =
  /<(?<end>\/?)(?<tag>[a-z][\w:]{0,40})(?![\w:])[^<>]{0,4000}>|<!--[^<>]{0,4000}-->|<![^<>]{0,4000}>|[^<]{1,4000}|</giu;
/** A cell that is longer makes its row one that cannot be read, UTF-16 units. */
const LONGEST = 20_000;
/** What is in them is not shown. */
const SILENT = new Set(['style', 'script', 'head', 'title']);
/** They part words. */
const BREAKS = new Set(['br', 'p', 'div', 'li', 'ul', 'ol']);

/** Whether a text has tables of HTML in it: of a page, or of what a program calls a spreadsheet. */
export function hasHtmlTable(text: string): boolean {
  return TABLE.test(text.slice(0, SEARCHED));
}

/**
 * A text with each row of its HTML tables as a line of cells in quotes, with commas between them, and without tags. Lines
 * keep their numbers as far as no two rows share one. A cell that names a person in a tag alone (a link, a mention) says it.
 * @param text line ends are `\n`
 */
export async function withoutHtml(text: string, pause: Pause): Promise<string> {
  const writer = new LineWriter();
  const rest = createRest(pause, AT_ONCE);
  let line = 1;
  let silent: string | undefined;
  for (const { 0: piece, groups } of text.matchAll(PIECES)) {
    await rest(workOnLine(piece.length));
    const tag = groups?.tag?.toLowerCase();
    const isEnd = groups?.end === '/';
    if (tag !== undefined && SILENT.has(tag)) silent = isEnd ? undefined : tag;
    else if (silent === undefined) {
      if (tag !== undefined) writer.takeTag(tag, isEnd, piece, line);
      else if (!piece.startsWith('<!')) writer.takeText(piece, line);
    }
    line += countLineEnds(piece);
  }
  writer.endRow();
  return writer.lines.join('\n');
}

class LineWriter {
  readonly lines: string[] = [];
  /** Cells of the row that is read; undefined outside of one. */
  #cells: string[] | undefined;
  #isInCell = false;
  /** What is read of a cell, or of a line outside of a row, and its tags. */
  #text = '';
  #tags = '';
  /** Where it begins. */
  #line = 1;

  takeTag(tag: string, isEnd: boolean, piece: string, line: number): void {
    switch (tag) {
      case 'tr':
      case 'table':
        this.endRow();
        if (tag === 'tr' && !isEnd) [this.#cells, this.#line] = [[], line];
        return;
      case 'td':
      case 'th':
        this.#endCell();
        this.#isInCell = !isEnd;
        return;
      default:
        if (this.#tags.length < LONGEST) this.#tags += piece;
        if (BREAKS.has(tag)) this.#text += ' ';
    }
  }

  takeText(piece: string, line: number): void {
    if (this.#cells) {
      if (this.#text.length < LONGEST) this.#text += piece;
      return;
    }
    for (const [place, part] of piece.split('\n').entries()) {
      if (place > 0 || this.#text.length > LONGEST) this.endRow();
      if (this.#text === '') this.#line = line + place;
      this.#text += part;
    }
  }

  /** Ends a row, or a line outside of one. */
  endRow(): void {
    if (this.#cells) {
      this.#endCell();
      const cells = this.#cells.map((cell) => `"${cell.replaceAll('"', '""')}"`);
      if (cells.length > 0) this.#write(cells.join(','));
    } else {
      const text = textOf(this.#text, this.#tags);
      if (text !== '') this.#write(text);
    }
    [this.#cells, this.#text, this.#tags] = [undefined, '', ''];
  }

  #endCell(): void {
    if (this.#isInCell) this.#cells?.push(textOf(this.#text, this.#tags));
    [this.#text, this.#tags, this.#isInCell] = ['', '', false];
  }

  #write(text: string): void {
    while (this.lines.length < this.#line - 1) this.lines.push('');
    this.lines.push(text);
  }
}

/** What is shown, and the people named in its tags alone. */
function textOf(shown: string, tags: string): string {
  const text = decode(shown).replace(/\s+/g, ' ').trim();
  if (tags === '' || peopleIn(text).length > 0) return text;
  const named = peopleIn(decode(tags)).join(', ');
  return named === '' || text === '' ? text || named : `${text} <${named}>`;
}

function peopleIn(text: string): readonly string[] {
  return [...accountIdsIn(text), ...addressesIn(text)];
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    shy: '',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
  },
  ...{ Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', aacute: 'á', oacute: 'ó' },
  ...{ iacute: 'í', ntilde: 'ñ', ccedil: 'ç', oslash: 'ø', aring: 'å', Aring: 'Å', Oslash: 'Ø' },
};

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/gi,
    (all, digits?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      const code = digits === undefined ? Number.parseInt(hex ?? '', 16) : Number(digits);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
