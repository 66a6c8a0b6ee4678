import { MAX_BYTES } from '../../../static/admin-panel/src/files/parsedList';
import { parseList } from '../../../static/admin-panel/src/files/parseList';
import { decodeText, readFile } from '../../../static/admin-panel/src/files/readFile';

const TEXT = 'Zoë Müller <zoe@example.com>\r\n北';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

it.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 LE with a byte order mark', utf16(`\uFEFF${TEXT}`)],
  ['UTF-16 BE with a byte order mark', utf16(`\uFEFF${TEXT}`).swap16()],
])('reads %s', (_, bytes) => {
  expect(decodeText(bytes)).toBe(TEXT);
});

it('reads what is not UTF-8 as Excel on Windows writes it', () => {
  expect(decodeText(Buffer.from('Zo\xeb;M\xfcller', 'latin1'))).toBe('Zoë;Müller');
});

it.each([
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['UTF-16 without a byte order mark', utf16('ada@example.com')],
])('leaves %s to be refused', async (_, bytes) => {
  expect(await parseList(decodeText(bytes), () => Promise.resolve())).toEqual({
    ok: false,
    problem: { kind: 'binary' },
  });
});

it('reads a file', async () => {
  expect(await readFile(new Blob([TEXT]))).toEqual({ ok: true, text: TEXT });
});

it.each([
  ['an empty file', 'empty', Buffer.from('')],
  ['a picture', 'binary', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
])('gives no text of %s', async (_, kind, bytes) => {
  expect(await readFile(new Blob([bytes]))).toEqual({ ok: false, problem: { kind } });
});

it('does not read a file of more than 20 MB', async () => {
  const file = new Blob([new Uint8Array(MAX_BYTES + 1)]);
  const read = jest.spyOn(file, 'arrayBuffer');
  expect(await readFile(file)).toEqual({
    ok: false,
    problem: { kind: 'tooLarge', bytes: MAX_BYTES + 1 },
  });
  expect(read).not.toHaveBeenCalled();
});

it('says that the browser could not read it', async () => {
  const file = new Blob([TEXT]);
  jest.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('The file is gone.'));
  expect(await readFile(file)).toEqual({
    ok: false,
    problem: { kind: 'noFile', detail: 'The file is gone.' },
  });
});
