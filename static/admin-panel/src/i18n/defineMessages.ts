import { IntlMessageFormat, type FormatXMLElementFn } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import type { MessageArguments, MessageElements, ValuesOf } from './messageArguments';

/** An ICU message as text, or parsed at build time (`build/compileMessages.ts`). */
export type IcuMessage = ConstructorParameters<typeof IntlMessageFormat>[0];

/** The catalog of a feature: ids and ICU messages. */
export interface Messages<Catalog extends Record<string, string>> {
  /** A message as text. */
  text: <Id extends keyof Catalog & string>(
    id: Id,
    ...values: ValuesOf<MessageArguments<Catalog[Id]>>
  ) => string;
  /** A message with elements in it, such as a name in `<bdi>`. */
  node: <Id extends keyof Catalog & string>(
    id: Id,
    ...values: ValuesOf<MessageElements<Catalog[Id]>>
  ) => ReactNode;
  /** Every id of the catalog. */
  ids: readonly (keyof Catalog & string)[];
}

/** A language: its BCP 47 tag, and its message for one of a feature's catalog. */
export interface Language {
  locale: string;
  translate: (feature: string, id: string, message: IcuMessage) => IcuMessage;
}

export const ENGLISH: Language = { locale: 'en-US', translate: (_feature, _id, message) => message };

let language = ENGLISH;
let formats = new Map<string, IntlMessageFormat>();

/** Has every message, number and list from now on in this language. */
export function setLanguage(next: Language): void {
  language = next;
  formats = new Map();
}

/** The BCP 47 tag of the page's language. */
export function currentLocale(): string {
  return language.locale;
}

/**
 * The messages of a feature.
 * @param feature its name, under which translations are found
 * @param catalog id → ICU message, as string literals: their arguments become the types of the values
 */
export function defineMessages<const Catalog extends Record<string, string>>(
  feature: string,
  catalog: Catalog,
): Messages<Catalog> {
  const formatOf = (id: keyof Catalog & string): IntlMessageFormat => {
    const key = `${feature}.${id}`;
    const known = formats.get(key);
    if (known) return known;
    const message = language.translate(feature, id, catalog[id] ?? id);
    const format = new IntlMessageFormat(message, language.locale, undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  return {
    text: (id, ...[values]) => String(formatOf(id).format<string>(copyOf(values))),
    node: (id, ...[values]) => elementOf(formatOf(id).format<ReactNode>(copyOf(values))),
    ids: Object.keys(catalog),
  };
}

/** Typed by the catalog, which the library cannot know. */
function copyOf<T>(values: object | undefined): Record<string, T | FormatXMLElementFn<T>> {
  return { ...values };
}

function elementOf(parts: ReactNode | ReactNode[]): ReactNode {
  return Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts;
}
