import { cleanText, namedIn, whoIn } from '../../directory/who';
import { isRole } from '../columns/columnNames';

/** Where a person stands in a text. */
interface Place {
  at: number;
  end: number;
}

/** Told fast of most lines. */
const MAY_SAY = /[:=：]|\b(?:by|to|von|par|por)\b/iu;
/** Looked at before a person, UTF-16 units. */
const BEFORE = 200;
/** What stands before a colon. */
const LABELS = /([\p{L}\p{M}][\p{L}\p{M} .'’/_-]{0,40})["'`*]{0,3}\s{0,3}[:=：](?!\/\/)/gu;
/** Labels of addresses and ids, which say nothing of a role. */
const TRANSPARENT = /^(?:mailto|smtp|sip|im|xmpp|id|accountid|account id|cn|e-?mail|mail)$/i;

/** Who sends a mail, as its head says it. */
const SENDERS = new Set(
  (
    'from|sender|sent by|reply-to|von|absender|antwort an|de|expéditeur|répondre à|remitente|da|mittente|remetente|van|' +
    'afzender|od|nadawca|odesílatel|från|avsändare|fra|afsender|lähettäjä|gönderen|kimden|от|отправитель|від|відправник|' +
    '差出人|送信者|发件人|寄件者|보낸 사람'
  ).split('|'),
);
/** `Exported by`, and what stands between it and the address. */
const BY =
  /(?:^|\P{L})(?:(?:generated|exported|created|added|removed|invited|assigned|deleted|deactivated|suspended|updated|modified|changed|prepared|requested|submitted|downloaded|compiled|sent|issued|approved|produced|made|owned|managed|maintained|run)\s+by|report(?:s|ing)\s+to|(?:erstellt|exportiert|angefordert|genehmigt|generiert|gesendet)\s+von|(?:généré|créé|exporté|préparé|envoyé|demandé)e?\s+par|(?:creado|exportado|generado|enviado|solicitado|criado|gerado)\s+por)(?![\p{L}\p{M}])([^.;]{0,80})$/iu;
/** Up to four words of a name. */
const NAME = /^[^\p{L}]*(?:\p{Lu}[\p{L}\p{M}'’.-]*[^\p{L}]*){0,4}$/u;
/** A line that heads what is quoted of a mail, and who invites to a meeting. */
const HEADS =
  /(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|napisał(?:\(a\))?|skrev|kirjoitti|пишет|написал(?:\(а\))?)\s?:\s*$|^\s*ORGANIZER[;:]/iu;

/**
 * A function that tells of each person in a text, in order, whether they are named in another role than that of the list:
 * as a manager, or as who sent, made or approved it. A role at the beginning of the text is that of all people after it,
 * up to the next word with a colon.
 * @param clean as `cleanText` gives it
 */
export function createRoleReader(clean: string): (place: Place) => boolean {
  if (!MAY_SAY.test(clean)) return () => false;
  if (HEADS.test(clean.slice(0, BEFORE)) || HEADS.test(clean.slice(-BEFORE))) return () => true;
  let from = 0;
  let areAll = false;
  return ({ at, end }) => {
    const start = Math.max(from, at - BEFORE);
    const before = clean.slice(start, at);
    const label = lastLabel(clean.slice(start, end));
    from = end;
    if (label) {
      const { text, offset } = label;
      const isOther = isRole(text) || SENDERS.has(text.toLowerCase().trim());
      areAll = isOther && !/[\p{L}\p{N}]/u.test(clean.slice(0, start + offset));
      if (isOther) return true;
    }
    return areAll || isBy(before);
  };
}

function isBy(before: string): boolean {
  const between = BY.exec(before)?.[1];
  return between !== undefined && NAME.test(between);
}

/** The last word or words with a colon behind them, but for those that belong to an address. */
function lastLabel(text: string): { text: string; offset: number } | undefined {
  let last: { text: string; offset: number } | undefined;
  for (const { 1: label = '', index } of text.matchAll(LABELS)) {
    if (!TRANSPARENT.test(label.trim())) last = { text: label, offset: index };
  }
  return last;
}

/** Whether a text names people, all of them in another role. */
export function isAllOtherRole(text: string): boolean {
  const clean = cleanText(text);
  const isOther = createRoleReader(clean);
  let count = 0;
  for (const named of namedIn(clean)) {
    if (named?.is !== 'accountId' && named?.is !== 'email') continue;
    count += 1;
    if (!isOther(named)) return false;
  }
  return count > 0;
}

/** Words of a sentence; those of names that have no capital are shorter. */
const WORDS = /(?<![\p{L}\p{M}@.])\p{Ll}{4,}(?![\p{L}\p{M}@])/gu;

/**
 * Whether a row of a table is none, but a line that says who made it or can be asked: it fills few cells, and names a person
 * in another role or in a sentence.
 * @param columns of the table that have a name
 */
export function isBesideTable(cells: readonly string[], columns: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const [first = '', ...more] = filled;
  if (more.length > 1) return false;
  if (more.length === 1) {
    const isSaid = columns > 2 || /(?:\b(?:by|von|par|por)\s*|:\s*)$/iu.test(first);
    return isSaid && isAllOtherRole(filled.join(': '));
  }
  if (!/\s/.test(first.trim())) return false;
  return isAllOtherRole(first) || (columns > 1 && isSentence(first));
}

function isSentence(text: string): boolean {
  const words = text.match(WORDS)?.length ?? 0;
  return words > 1 && whoIn(text) !== undefined;
}
