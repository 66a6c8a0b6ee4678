import * as v from 'valibot';

const personaKeys = ['site-admin', 'confluence-admin', 'member', 'new-admin'] as const;

/** The people a newcomer can act as; the key doubles as their API token. */
export type PersonaKey = (typeof personaKeys)[number];

const PersonaKeySchema = v.picklist(personaKeys);

/** The persona of that key, or undefined when there is none. */
export function parsePersonaKey(text: string): PersonaKey | undefined {
  const parsed = v.safeParse(PersonaKeySchema, text);
  return parsed.success ? parsed.output : undefined;
}

/** Account ids are fixed, so that tests and bookmarks can name them. */
export const personas: Record<PersonaKey, { accountId: string; displayName: string }> = {
  'site-admin': { accountId: '5b10a2844c20165700ede21f', displayName: 'Sasha Whitfield' },
  'confluence-admin': { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Priya Raman' },
  member: { accountId: '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713', displayName: 'Jonas Berg' },
  'new-admin': { accountId: '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26', displayName: 'Noor El-Amin' },
};
