/**
 * What a request is answered that finds a membership as it was asked to make it: `204`, Atlassian's description, takes
 * it for a success (201 for an addition); with `404` a removal is answered 404 and an addition 409, as a vendor reports
 * from production.
 */
export type NonMember = 204 | 404;

export const NON_MEMBER_VARIABLE = 'SANDBOX_NON_MEMBER';

/** Undefined when `text` is neither. */
export function parseNonMember(text: string): NonMember | undefined {
  if (text === '204') return 204;
  return text === '404' ? 404 : undefined;
}

/** What the environment says, 204 when it says nothing. Throws `RangeError` when it says something else. */
export function nonMemberFrom(env: Record<string, string | undefined>): NonMember {
  const text = env[NON_MEMBER_VARIABLE];
  if (!text) return 204;
  const parsed = parseNonMember(text);
  if (parsed === undefined) throw new RangeError(notNonMember(NON_MEMBER_VARIABLE, text));
  return parsed;
}

export function notNonMember(name: string, text: string): string {
  return `${name} must be 204 or 404, but it is "${text}".`;
}
