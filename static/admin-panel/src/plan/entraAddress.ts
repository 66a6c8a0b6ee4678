import { isKnown, type Chosen } from '../directory/chosen';

/** No address that a spreadsheet would run, or that would take up several cells or rows. */
const ADDRESS = /^[^\s=+@,;"|＝＋－＠-][^\s,;"|@]*@[^\s,;"|@]+$/;

/** The address by which Microsoft Entra finds a person, as far as it is the one shown here; undefined where none can be seen. */
export function entraAddressOf(person: Chosen): string | undefined {
  const email = isKnown(person) ? person.email : undefined;
  return email !== undefined && ADDRESS.test(email) ? email : undefined;
}
