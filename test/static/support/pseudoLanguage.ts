import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Language, IcuMessage } from '../../../static/admin-panel/src/i18n/defineMessages';

const ACCENTED: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};

/** A language in which every word of the catalogs is told from what is not of them: in brackets, with accents. */
export const PSEUDO_LANGUAGE: Language = {
  locale: 'en-US',
  translate: (_feature, _id, message) => accent(elementsOf(message)),
};

function elementsOf(message: IcuMessage): MessageFormatElement[] {
  return typeof message === 'string' ? parse(message, { ignoreTag: true }) : message;
}

function accent(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element): MessageFormatElement => {
    switch (element.type) {
      case TYPE.literal:
        return {
          ...element,
          value: element.value.replace(/[aeiou]/gi, (letter) => ACCENTED[letter] ?? letter),
        };
      case TYPE.plural:
      case TYPE.select:
        return {
          ...element,
          options: Object.fromEntries(
            Object.entries(element.options).map(([name, option]) => [
              name,
              { ...option, value: accent(option.value) },
            ]),
          ),
        };
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
      case TYPE.pound:
      case TYPE.tag:
        return element;
    }
  });
}
