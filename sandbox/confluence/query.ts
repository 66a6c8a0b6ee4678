import type { Operation } from 'openapi-backend';
import { badRequest } from './errors';

type DeclaredParameter = NonNullable<Operation['parameters']>[number];

/**
 * The parameters of a query as the validator wants them, only the `declared` ones: Confluence ignores others, the
 * validator would refuse them. Throws a 400 for a number the validator would take, but Confluence does not.
 */
export function readQuery(
  encoded: string,
  declared: readonly DeclaredParameter[],
): Record<string, string | string[]> {
  const search = new URLSearchParams(encoded);
  const query: Record<string, string | string[]> = {};
  for (const parameter of declared) {
    if ('$ref' in parameter || parameter.in !== 'query') continue;
    const { name } = parameter;
    const type = typeOf(parameter);
    const given = search.getAll(name);
    if (type === 'integer') given.forEach((text) => requireDecimal(name, text));
    const values = type === 'array' ? given.flatMap(items) : given;
    const [first, ...others] = values;
    if (first !== undefined) query[name] = others.length === 0 ? first : values;
  }
  return query;
}

function typeOf({ schema }: Exclude<DeclaredParameter, { $ref: string }>): string | undefined {
  return schema === undefined || '$ref' in schema ? undefined : schema.type;
}

/** Confluence takes a list with commas as well as a repeated parameter. */
function items(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The validator converts as JavaScript does, for which "0x10", "1e3" and " 5" are numbers too. */
function requireDecimal(name: string, text: string): void {
  if (!/^-?\d+$/.test(text)) throw badRequest(`${name} must be a whole number in decimal digits`);
}
