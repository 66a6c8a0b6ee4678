import {
  accountIdIn,
  emailIn,
  namedIn,
  otherProductIn,
  whoIn,
  type OtherProduct,
} from '../../../static/admin-panel/src/directory/who';

const ID = '5b10a2844c20165700ede21f';
const LONG_ID = '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26';
const GUID = '4e7a1b90-52cd-47e3-9f68-d013c5a8be26';
const SITE = 'https://acme.atlassian.net';

describe('an account id', () => {
  it.each([
    ID,
    LONG_ID,
    `70121:${GUID}`,
    `qm:${GUID}:5ad6d3581db05e2a66fa80b`,
    `ug:${GUID}`,
    '712020:account-7',
  ])('may be %s', (id) => {
    expect(accountIdIn(id)).toBe(id);
  });

  it.each([
    ID.toUpperCase(),
    `accountid:${ID}`,
    `_${ID}_`,
    `-${ID}`,
    `[~accountid:${ID}]`,
    `**${ID}**`,
    `«${ID}»`,
    `•${ID}`,
    `>${ID}`,
    `1.${ID}`,
    `'${ID}'`,
    `@${ID}`,
    `\u2068${ID}\u2069`,
    `${SITE}/wiki/people/${ID}?ref=confluence`,
    `${SITE}/jira/people/${ID}#x`,
    `https://admin.atlassian.com/o/${GUID}/users/${ID}`,
    `${SITE}/secure/ViewProfile.jspa?accountId=${ID}`,
    `[Ada](${SITE}/people/${ID})`,
    `Ada Lovelace (${ID})`,
  ])('is read from %s', (text) => {
    expect(accountIdIn(text)).toBe(ID);
  });

  it.each([LONG_ID.replace(':', '%3A'), `${SITE}/wiki/people/${LONG_ID.replace(':', '%3A')}?src=x`])(
    'is read from %s',
    (text) => {
      expect(accountIdIn(text)).toBe(LONG_ID);
    },
  );

  it.each([
    ...['', 'null', 'none', '10442', '2026-11-28', '+49 170 1234567', '12345:6789012345', 'Ada Lovelace'],
    ...[ID.slice(1), `${ID}0`, GUID, 'https://example.com/b/5b10a2844c20165700ede21f', `${ID}@example.com`],
    `${ID}, ${LONG_ID}`,
  ])('is not %j', (text) => {
    expect(accountIdIn(text)).toBeUndefined();
  });
});

describe('an address', () => {
  it.each([
    'ada@example.com',
    'ADA@Example.com',
    'Ada Lovelace <ada@example.com>',
    "'ada@example.com' <ada@example.com>",
    '<mailto:ada@example.com>',
    'mailto:ada@example.com?subject=Access',
    'mailto:ada%40example.com',
    '[Ada](mailto:ada@example.com)',
    'SMTP:ada@example.com',
    'ada@example.com.',
    '_ada@example.com_',
    '**ada@example.com**',
    'ada_example.com#EXT#@acme.onmicrosoft.com',
    'ada＠example.com',
    'ada\u200B@example.com',
  ])('is read from %s', (text) => {
    expect(emailIn(text)).toBe('ada@example.com');
  });

  it.each(["o'brien@example.com", 'jörg@müller.example', '_ada@example.com', 'a+b@sub.example.co'])(
    'may be %s',
    (email) => {
      expect(emailIn(email)).toBe(email);
    },
  );

  it('keeps a sign that a spreadsheet was kept from running', () => {
    expect(emailIn("'+ada@example.com")).toBe('+ada@example.com');
  });

  it.each(['', '@Kaitlyn', 'bob@', 'ada@@example.com', 'ada@localhost', 'a@x.org; b@x.org', 'a@b@c.org'])(
    'is not %j',
    (text) => {
      expect(emailIn(text)).toBeUndefined();
    },
  );
});

it.each<[string, OtherProduct | undefined]>([
  ['00uNtEU7xvOdLMfxM1Yv', 'okta'],
  ['U024BE7LH', 'slack'],
  [GUID, 'guid'],
  ['112233445566778899001', 'google'],
  ['UNDERSTAND', undefined],
  [ID, undefined],
  ['10442', undefined],
])('takes %s for an id of %s', (text, product) => {
  expect(otherProductIn(text)).toBe(product);
});

it('takes what names a person for an address first', () => {
  expect(whoIn(`ada@example.com (${ID})`)).toEqual({ by: 'email', email: 'ada@example.com' });
  expect(whoIn(ID)).toEqual({ by: 'accountId', accountId: ID });
  expect(whoIn('Ada Lovelace')).toBeUndefined();
});

it.each([
  ["ada@example.com's account", ['ada@example.com']],
  ['ada@example.com’s', ['ada@example.com']],
  [
    'ada@example.com+bob@example.com&c.d@example.org',
    ['ada@example.com', 'bob@example.com', 'c.d@example.org'],
  ],
  ['ada@example.com/bob@example.com', ['ada@example.com', 'bob@example.com']],
  ['ada+bob@example.com', ['ada+bob@example.com']],
])('finds the addresses in a word: %s', (text, emails) => {
  const found = [...namedIn(text)].map((named) => (named?.is === 'email' ? named.email : named?.is));
  expect(found.filter((one) => one !== undefined)).toEqual(emails);
});
