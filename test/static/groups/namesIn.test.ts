import { namesIn } from '../../../static/admin-panel/src/groups/finder/namesIn';

const ID = '5b10a2844c20165700ede21f';

it.each<[string, string, string[]]>([
  ['one person by name', 'Caleb Norris', []],
  ['one person, last name first', 'Norris, Caleb', []],
  ['one address', 'caleb@example.com', []],
  ['one address and a comma', 'caleb@example.com, ', []],
  ['one address twice', 'caleb@example.com, caleb@example.com', []],
  ['addresses with commas', 'caleb@example.com, ada@example.com', ['caleb@example.com', 'ada@example.com']],
  ['addresses with semicolons', 'a@example.com;b@example.com;', ['a@example.com', 'b@example.com']],
  ['addresses with blanks', 'a@example.com  b@example.com', ['a@example.com', 'b@example.com']],
  ['lines', `${ID}\r\nCaleb Norris\n`, [ID, 'Caleb Norris']],
  ['names on lines', 'Caleb Norris\nAda Lovelace', ['Caleb Norris', 'Ada Lovelace']],
  [
    'recipients of a mail',
    'Norris Caleb <caleb@example.com>; Ada Lovelace <ada@example.com>',
    ['caleb@example.com', 'ada@example.com'],
  ],
  ['nothing', '  \n ', []],
])('%s', (_, text, names) => {
  expect(namesIn(text)).toEqual(names);
});
