import type { PersonaKey } from '../confluence';

/** Everyone the sandbox knows, in the order in which they are offered. */
export const PERSONAS = [
  'site-admin',
  'confluence-admin',
  'member',
  'new-admin',
] as const satisfies readonly PersonaKey[];

/** What the persona picker says. */
export const PERSONA_LABELS: Record<PersonaKey, string> = {
  'site-admin': 'Site admin',
  'confluence-admin': 'Confluence admin',
  member: 'Member',
  'new-admin': 'New site admin (no consent yet)',
};

/** Whether `value` names a persona. */
export function isPersona(value: string): value is PersonaKey {
  return PERSONAS.some((persona) => persona === value);
}

/** Who has allowed the app to act for them. Everyone has, except the new admin. */
export class Consents {
  readonly #missing = new Set<PersonaKey>(['new-admin']);

  has(persona: PersonaKey): boolean {
    return !this.#missing.has(persona);
  }

  grant(persona: PersonaKey): void {
    this.#missing.delete(persona);
  }

  reset(): void {
    this.#missing.add('new-admin');
  }
}
