import { ordinary } from './people';
import { personas, type PersonaKey } from './personas';
import type { Person } from './site';

const LONG_NAME_LENGTH = 255;

/** As long as Confluence lets a display name be. */
const longName = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(8).slice(0, LONG_NAME_LENGTH - 1) + '.';

/** Name, account id, then what is special about the person. */
const handmade: readonly [string, string, Partial<Person>?][] = [
  ['Zoë Ångström-Çelik', '5c3a1f9be0d7426a91b8c024', { hasPicture: true }],
  ['José Ñáñez Íñiguez', '5c3a1fa4e0d7426a91b8c025'],
  ['ליאור בן־דוד', '557058:1b0f4d2a-7c55-4e9e-8a60-2f91c3d7e801', { hasPicture: true }],
  ['فاطمة الزهراء', '557058:2c1a5e3b-8d66-4faf-9b71-30a2d4e8f912'],
  ['王小明', '5c3a1fb0e0d7426a91b8c026', { hasPicture: true }],
  ['欧阳静怡', '5c3a1fbbe0d7426a91b8c027', { email: '' }],
  ['さくら 高橋', '5c3a1fc6e0d7426a91b8c028', { hasPicture: true }],
  ['田中 健一', '5c3a1fd2e0d7426a91b8c029'],
  ['Ольга Ковальчук', '557058:3d2b6f4c-9e77-40b0-ac82-41b3e5f90a23', { hasPicture: true }],
  ['Łukasz Żółć', '5c3a1fdde0d7426a91b8c02a', { email: '' }],
  ['अनन्या शर्मा', '557058:4e3c705d-af88-41c1-bd93-52c4f60a1b34', { hasPicture: true }],
  ['<img src=x onerror=alert(1)> <b>Bold</b>', '5c3a1fe9e0d7426a91b8c02b', { email: '' }],
  [longName, '5c3a1ff4e0d7426a91b8c02c'],
  ['Dana Okonkwo', '5c3a2000e0d7426a91b8c02d', { deactivated: true }],
  ['Robin Castellanos', '5c3a200be0d7426a91b8c02e', { isGuest: true, isExternalCollaborator: true }],
  ['Design Digest', '712020:5f4d816e-b099-42d2-8ea4-63d5071b2c45', { accountType: 'app', email: '' }],
  ['Nguyễn Thị Ánh', '5c3a2017e0d7426a91b8c02f', { hasPicture: true }],
  ["Siobhán O'Brien", '5c3a2022e0d7426a91b8c030'],
  ['Grace Adeyemi', '5c3a202ee0d7426a91b8c031', { hasPicture: true }],
  ['Grace Adeyemi', '5c3a2039e0d7426a91b8c032', { hasPicture: true }],
  ['김민준', '5c3a2045e0d7426a91b8c033'],
  ['Ib', '5c3a2050e0d7426a91b8c034', { hasPicture: true }],
];

/** The four people a newcomer can act as. */
export const personaPeople: Record<PersonaKey, Person> = {
  'site-admin': personaPerson('site-admin', 'sasha.whitfield@example.com', 'site-admin'),
  'confluence-admin': personaPerson('confluence-admin', 'priya.raman@example.com', 'confluence-admin'),
  member: personaPerson('member', 'jonas.berg@example.com', 'none'),
  'new-admin': personaPerson('new-admin', 'noor.el-amin@example.com', 'site-admin'),
};

/** The 24 people of `design-team`: between them, everything about a person that a page must cope with. */
export const designTeam: readonly Person[] = [
  personaPeople['site-admin'],
  ...handmade.map(([displayName, accountId, special], index) => ({
    ...ordinary,
    accountId,
    displayName,
    publicName: displayName,
    email: `designer.${index + 1}@example.com`,
    ...special,
  })),
  personaPeople.member,
];

function personaPerson(key: PersonaKey, email: string, role: Person['role']): Person {
  const { accountId, displayName } = personas[key];
  return { ...ordinary, accountId, displayName, publicName: displayName, email, role, hasPicture: true };
}
