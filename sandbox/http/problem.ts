/** An answer other than success, thrown where it is noticed. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** 405, naming what is allowed. */
export function methodNotAllowed(method: string, allow: readonly string[]): Problem {
  const allowed = allow.join(', ');
  return new Problem(405, `${method} is not possible here, only ${allowed}.`, { allow: allowed });
}
