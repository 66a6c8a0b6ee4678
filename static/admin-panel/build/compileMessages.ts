import { parse } from '@formatjs/icu-messageformat-parser';
import type { ESTree, Plugin } from 'vite';

/** A piece of the source and what takes its place. */
interface Replacement {
  start: number;
  end: number;
  text: string;
}

/**
 * Parses the ICU messages of catalogs (`*Messages.ts`) at build time, so that the page needs no parser.
 * @throws where a message is no string literal, or no ICU message
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'post', // What TypeScript adds is gone then.
    transform: {
      filter: { id: /Messages\.ts$/ },
      handler(code) {
        return { code: replaceAll(code, messagesIn(this.parse(code))), map: null };
      },
    },
  };
}

function messagesIn(program: ESTree.Program): Replacement[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration } = statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ init }) => (init ? messagesOf(init) : []));
  });
}

function messagesOf(init: ESTree.Expression): Replacement[] {
  if (init.type !== 'CallExpression' || init.callee.type !== 'Identifier') return [];
  if (init.callee.name !== 'defineMessages') return [];
  const catalog = init.arguments[1];
  if (catalog?.type !== 'ObjectExpression') throw new Error('A catalog is an object of string literals.');
  return catalog.properties.map((property) => {
    if (property.type !== 'Property') throw new Error('A catalog has no spread.');
    const { value } = property;
    if (value.type !== 'Literal' || typeof value.value !== 'string') {
      throw new Error('A message is a string literal.');
    }
    const compiled = parse(value.value, { ignoreTag: true, captureLocation: false });
    return { start: value.start, end: value.end, text: JSON.stringify(compiled) };
  });
}

function replaceAll(code: string, replacements: readonly Replacement[]): string {
  return [...replacements]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: next }) => text.slice(0, start) + next + text.slice(end), code);
}
