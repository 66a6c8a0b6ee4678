/** How a text names a person. */
export type Who = { by: 'accountId'; accountId: string } | { by: 'email'; email: string };

/** Products whose ids of people are told from Atlassian's. `guid`: Entra and others that use bare GUIDs. */
export type OtherProduct = 'okta' | 'slack' | 'guid' | 'google';

/** What stands at a place of a text; what is none of these is passed over. */
export type Named = { at: number; end: number } & (
  | { is: 'accountId'; accountId: string }
  | { is: 'email'; email: string }
  | { is: 'otherId'; product: OtherProduct }
  /** Meant for an id or an address, and neither. */
  | { is: 'strange'; text: string }
);

const GUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
/**
 * Shapes of Atlassian account ids: 24 hex digits; a number (557058, 712020, 70121…), a colon and most often a UUID; older
 * ones with a word before. A number and a colon before other digits alone is a time or a count.
 */
const ID = [
  '[0-9a-f]{24}',
  String.raw`\d{5,7}:${GUID}`,
  String.raw`\d{5,7}:(?=\d*[a-z-])[0-9a-z][0-9a-z-]{6,62}[0-9a-z]`,
  `(?:qm|ug):${GUID}(?::[0-9a-f-]{8,40})?`,
].join('|');
/** An id with nothing before and behind it that would make it part of something longer. */
const IDS = new RegExp(`(?<![0-9a-z])(?:${ID})(?![0-9a-z])`, 'gi');
/** Where the address of a profile has the id: `/people/ID`, `/users/ID`, `?accountId=ID`, the space `~ID`. */
const ID_IN_URL = new RegExp(
  String.raw`(?:\/(?:people|users?|profiles?|members|managed-accounts|accounts)\/|\/~|[?&#](?:account_?id|user_?id|user|aaid|id)=)(${ID})(?![0-9a-z])`,
  'i',
);
/** `:` as addresses of pages write it, be it more than once. */
const ENCODED_COLON = /%(?:25)*3a/gi;

const LOCAL_PART = /^[^\s@<>"(),;:\\[\]|]+$/;
const DOMAIN = /^(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*\.)+\p{L}[\p{L}\p{M}\p{N}-]*$/u;
/** An id of any product has as many characters. */
const SHORTEST = 9;
/**
 * Parts addresses that stand in one word; what is no part of a domain ends it. Looks forward first, for back it is a long way
 * at each character of a domain.
 */
const BETWEEN_ADDRESSES = /\/|(?=[^\p{L}\p{M}\p{N}.@_-])(?<=@[\p{L}\p{M}\p{N}._-]{1,253})/u;
/** Longer than any address or account id, UTF-16 units. */
const LONGEST = 320;

/** A guest as Entra names them: `ada_example.com#EXT#@tenant.onmicrosoft.com`. */
const ENTRA_GUEST = /^(.+)_([^_]+)#EXT#@/i;

const OTHER_PRODUCTS: readonly { product: OtherProduct; shape: RegExp }[] = [
  { product: 'okta', shape: /^00u[0-9A-Za-z]{17}$/ },
  { product: 'slack', shape: /^[UW](?=[A-Z]*\d)[0-9A-Z]{8,10}$/ },
  { product: 'guid', shape: new RegExp(`^${GUID}$`, 'i') },
  { product: 'google', shape: /^\d{21}$/ },
];

/** Looks as if it was to be an account id: part of one, or something else after `accountid:`. */
const LIKE_AN_ID = /^(?:(?=.*\d)(?=.*[a-f])[0-9a-f]{12,64}|\d{5,7}:[^\s]*[a-z-][^\s]*|account_?id:\S+)$/i;

/** What parts words, and nothing else: no address and no account id has it. */
const BETWEEN = String.raw`\s,;|<>()[\]{}"“”„‟«»‹›，、；。「」『』【】《》〈〉〔〕•‣◦▪●…→⇒=\\`;
/** The address of a page or of a mail, a word, or a stretch of what parts words; bounded, for a text may be one of them. */
const PIECES = new RegExp(
  [
    String.raw`(?<link>(?:https?:\/\/|www\.)[^\s<>"“”«»|()[\]{},;，、；。]{1,2000})`,
    String.raw`(?<word>mailto:[^${BETWEEN}]{1,1000}|[^${BETWEEN}]{1,1000})`,
    `[${BETWEEN}]{1,4000}`,
  ].join('|'),
  'giu',
);
/** Too long for a word, so that the next piece is part of it too. */
const CUT = 1000;

/** Told fast of the many cells that have neither. Marks that are not seen may stand anywhere, and are looked for. */
const MAY_BE_ID = /[0-9a-f]{24}|\d{5,7}(?::|%)|(?:qm|ug):|[\p{Cf}\uFF01-\uFF5E]/iu;
const MAY_BE_EMAIL = /@|＠|%40/;

/** Invisible format marks, which copying brings along. */
const INVISIBLE = /\p{Cf}/u;
/** Letters and marks as wide as Chinese ones. */
const WIDE = /[\uFF01-\uFF5E\u3000]/;
const WIDE_RUNS = /[\uFF01-\uFF5E\u3000]+/g;

/** The text as it is compared: without marks that are not seen, wide letters and marks as others. */
export function cleanText(text: string): string {
  const visible = INVISIBLE.test(text) ? text.replace(/\p{Cf}+/gu, '') : text;
  return WIDE.test(visible) ? visible.replace(WIDE_RUNS, (wide) => wide.normalize('NFKC')) : visible;
}

/**
 * Everything in a text that names a person, or was meant to, in its order. Ids and addresses are in lower case.
 * @param text as `cleanText` gives it
 * @returns `undefined` for a piece that is something else, so that long work can pause
 */
export function* namedIn(text: string): Generator<Named | undefined> {
  let cutAt = -1;
  for (const { 0: piece, index: at, groups } of text.matchAll(PIECES)) {
    const { link, word } = groups ?? {};
    const end = at + piece.length;
    const isCut = piece.length >= CUT;
    if (cutAt === at || (isCut && !link)) {
      if (word) cutAt = isCut ? end : -1;
      yield undefined;
    } else if (link) {
      const accountId = ID_IN_URL.exec(link.replace(ENCODED_COLON, ':'))?.[1];
      yield accountId === undefined
        ? undefined
        : { at, end, is: 'accountId', accountId: accountId.toLowerCase() };
    } else if (word) {
      yield* namedInWord(word, at);
    } else {
      yield undefined;
    }
  }
}

function* namedInWord(word: string, at: number): Generator<Named | undefined> {
  const place = { at, end: at + word.length };
  const isMail = /^mailto:/i.test(word);
  const text = (isMail ? decodeMail(word) : word).replace(/^@+/, '').replace(ENCODED_COLON, ':');
  if (text.includes('@')) {
    // A path may have an address in it, and a mark before it; another address or `'s` may follow without a blank.
    for (const part of text.split(BETWEEN_ADDRESSES)) {
      const email = part.includes('@') ? addressIn(part) : undefined;
      if (email !== undefined) yield { ...place, is: 'email', email };
      else if (/[^@]@|@[^@]/.test(part)) yield { ...place, is: 'strange', text: word };
    }
    return;
  }
  if (text.length < SHORTEST) {
    yield undefined;
    return;
  }
  let hasId = false;
  for (const [id] of text.matchAll(IDS)) {
    hasId = true;
    yield { ...place, is: 'accountId', accountId: id.toLowerCase() };
  }
  if (hasId) return;
  const bare = withoutMarks(text);
  const product = productOf(bare);
  if (product) yield { ...place, is: 'otherId', product };
  else yield LIKE_AN_ID.test(bare) ? { ...place, is: 'strange', text: word } : undefined;
}

/** From the first letter or digit to the last; none but those of ids. */
function withoutMarks(text: string): string {
  return /[0-9a-z](?:.*[0-9a-z])?/is.exec(text)?.[0] ?? '';
}

/** `mailto:ada%40example.com?subject=…` as an address. */
function decodeMail(word: string): string {
  return word
    .slice('mailto:'.length)
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The address in a word that has an `@`, without what stands around it. */
function addressIn(word: string): string | undefined {
  if (word.length > LONGEST) return undefined;
  const start = word.replace(/^[^@]*:/, '');
  // Emphasis of Markdown, not part of the address.
  const before = /^_.*_$/.test(start) ? /^[^\p{L}\p{N}]+/u : /^[^\p{L}\p{N}_]+/u;
  // Spreadsheets put an apostrophe before a sign that would make a formula; elsewhere it is the mark of a list.
  const sign = /^'([-+])/.exec(start)?.[1] ?? '';
  const bare =
    sign +
    start
      .replace(before, '')
      .replace(/\?.*$/, '')
      .replace(/^(.*[\p{L}\p{M}\p{N}])?.*$/su, '$1')
      .replaceAll('’', "'");
  const guest = ENTRA_GUEST.exec(bare);
  if (guest) return addressIn(`${guest[1] ?? ''}@${guest[2] ?? ''}`);
  const [local = '', domain = '', ...more] = bare.split('@');
  return more.length === 0 && LOCAL_PART.test(local) && DOMAIN.test(domain) ? bare.toLowerCase() : undefined;
}

function productOf(word: string): OtherProduct | undefined {
  return OTHER_PRODUCTS.find(({ shape }) => shape.test(word))?.product;
}

/** Cells are looked into up to here, UTF-16 units: the address of a profile may be long. */
const LONGEST_CELL = 2_000;

/** What a text names; nothing of one that is too long for a cell. */
function* namedInCell(text: string): Generator<Named> {
  if (text.length > LONGEST_CELL) return;
  for (const named of namedIn(cleanText(text))) if (named) yield named;
}

/** The only one of several texts; undefined where they differ. */
function onlyOne(texts: readonly string[]): string | undefined {
  const [first, ...rest] = texts;
  return rest.every((text) => text === first) ? first : undefined;
}

/**
 * The account id that a cell or a word is or has in it, in lower case: marks and prefixes around it, the address of a
 * profile and `%3A` are understood. Only what has the shape of an Atlassian account id; undefined where there are several.
 */
export function accountIdIn(word: string): string | undefined {
  if (!MAY_BE_ID.test(word)) return undefined;
  const ids: string[] = [];
  for (const named of namedInCell(word)) if (named.is === 'accountId') ids.push(named.accountId);
  return onlyOne(ids);
}

/**
 * The email address that a cell or a word is or has in it, in lower case: `mailto:`, `Name <address>` and the names of
 * Entra's guests (`#EXT#`) are understood. Undefined where there are several.
 */
export function emailIn(word: string): string | undefined {
  if (!MAY_BE_EMAIL.test(word)) return undefined;
  const emails: string[] = [];
  for (const named of namedInCell(word)) if (named.is === 'email') emails.push(named.email);
  return onlyOne(emails);
}

/** The product whose id of a person a cell or a word is. */
export function otherProductIn(word: string): OtherProduct | undefined {
  if (word.length < SHORTEST || word.length > 60) return undefined;
  return productOf(withoutMarks(cleanText(word)));
}

/** The person that a word or a few name: by an email address, or by what has the shape of an account id. */
export function whoIn(text: string): Who | undefined {
  const email = emailIn(text);
  if (email !== undefined) return { by: 'email', email };
  const accountId = accountIdIn(text);
  return accountId === undefined ? undefined : { by: 'accountId', accountId };
}
