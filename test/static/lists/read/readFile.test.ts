import { MAX_BYTES } from '../../../../static/admin-panel/src/lists/listContent';
import { decodeText } from '../../../../static/admin-panel/src/lists/read/decodeText';
import { readFile } from '../../../../static/admin-panel/src/lists/read/readFile';

const TEXT = 'Zoë Müller <zoe@example.com>\r\n北';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const noPause = () => Promise.resolve();
const decode = (bytes: Uint8Array) => decodeText(bytes, noPause);

it.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16, low byte first', utf16(`\uFEFF${TEXT}`)],
  ['UTF-16, high byte first', utf16(`\uFEFF${TEXT}`).swap16()],
  ['UTF-16 without a byte order mark', utf16(TEXT)],
  ['the same, high byte first', utf16(TEXT).swap16()],
])('decodes %s', async (_, bytes) => {
  expect(await decode(bytes)).toBe(TEXT);
});

it.each([
  ['Windows-1252', 'Zoë;Müller', hex('5a 6f eb 3b 4d fc 6c 6c 65 72')],
  ['Windows-1250', 'Łukasz;Grażyna', hex('a3 75 6b 61 73 7a 3b 47 72 61 bf 79 6e 61')],
  ['Windows-1251', 'Ольга;Имя', hex('ce eb fc e3 e0 3b c8 ec ff')],
  ['Shift_JIS', '山田,社員番号', hex('8e 52 93 63 2c 8e d0 88 f5 94 d4 8d 86')],
  ['GB18030', '姓名,张敏', hex('d0 d5 c3 fb 2c d5 c5 c3 f4')],
])('decodes %s', async (_, text, bytes) => {
  expect(await decode(bytes)).toBe(text);
});

it('takes UTF-8 with a bad byte for UTF-8', async () => {
  const bytes = Buffer.concat([Buffer.from('Zoë Müller 山田太郎 Bjørn Søren Łukasz\n'), hex('ff')]);
  expect(await decode(bytes)).toBe('Zoë Müller 山田太郎 Bjørn Søren Łukasz\n\uFFFD');
});

it('decodes a large file piece by piece, and no character is cut', async () => {
  let pauses = 0;
  const text = 'ø山'.repeat(700_000);
  const pause = () => {
    pauses += 1;
    return Promise.resolve();
  };
  expect((await decodeText(Buffer.from(text), pause)) === text).toBe(true);
  expect(pauses).toBeGreaterThanOrEqual(3);
});

it('reads a file', async () => {
  expect(await readFile(new Blob([TEXT]))).toEqual({ ok: true, text: TEXT });
});

it.each([
  ['an empty file', 'empty', Buffer.from('')],
  ['blanks', 'empty', Buffer.from(' \r\n\t')],
  ['a picture', 'binary', hex('89504e470d0a1a0a0000000d49484452')],
  ['a spreadsheet', 'binary', hex('504b0304140006000800')],
  ['a PDF', 'binary', Buffer.from('%PDF-1.7 ada@example.com')],
  ['many NULs', 'binary', Buffer.from('a\0\0\0b\0\0\0c\0\0\0d\0\0\0')],
])('gives no text of %s', async (_, kind, bytes) => {
  expect(await readFile(new Blob([bytes]))).toEqual({ ok: false, problem: { kind } });
});

it.each([
  ['a NUL in one line', 'ada@example.com\nBo\0b\ncleo@example.com'],
  ['a control character in a name', 'Ada \u001F Lovelace;ada@example.com'],
  ['what could not be decoded before', 'Bj\uFFFDrn;bjorn@example.com'],
])('reads a file with %s', async (_, text) => {
  expect(await readFile(new Blob([text]))).toEqual({ ok: true, text });
});

it('does not read a file of more than 20 MB', async () => {
  const file = new Blob([new Uint8Array(MAX_BYTES + 1)]);
  const read = vi.spyOn(file, 'arrayBuffer');
  expect(await readFile(file)).toEqual({
    ok: false,
    problem: { kind: 'tooLarge', bytes: MAX_BYTES + 1 },
  });
  expect(read).not.toHaveBeenCalled();
});

it('says that the browser could not read it', async () => {
  const file = new Blob([TEXT]);
  vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('The file is gone.'));
  expect(await readFile(file)).toEqual({
    ok: false,
    problem: { kind: 'noFile', detail: 'The file is gone.' },
  });
});
