import type { ReactNode } from 'react';

/** The first brace of a text, with what is before it and after it. */
type NextBrace<Text extends string> = Text extends `${infer Before}}${infer After}`
  ? Before extends `${infer Earlier}{${infer Rest}`
    ? ['{', Earlier, `${Rest}}${After}`]
    : ['}', Before, After]
  : Text extends `${infer Before}{${infer After}`
    ? ['{', Before, After]
    : never;

/** What the scanner is in: the text of a message, or the options of a `plural` or `select`. */
type Place = 'text' | 'options';

/** Arguments by name and kind, found by walking through the braces of an ICU message. */
type Scan<Text extends string, Places extends Place[], Found> =
  NextBrace<Text> extends [infer Brace, string, infer After extends string]
    ? Brace extends '}'
      ? Places extends [Place, ...infer Outer extends Place[]]
        ? Scan<After, Outer, Found>
        : Found
      : Places[0] extends 'options'
        ? Scan<After, ['text', ...Places], Found>
        : ScanArgument<After, Places, Found>
    : Found;

type ScanArgument<
  Text extends string,
  Places extends Place[],
  Found,
> = Text extends `${infer Head}}${infer After}`
  ? Head extends `${infer Name}, ${infer Kind}`
    ? Kind extends `plural, ${string}` | `selectordinal, ${string}`
      ? Scan<AfterKind<Text>, ['options', ...Places], Found | [Name, number]>
      : Kind extends `select, ${string}`
        ? Scan<AfterKind<Text>, ['options', ...Places], Found | [Name, string]>
        : Scan<After, Places, Found | [Name, number]>
    : Scan<After, Places, Found | [Head, string | number]>
  : Found;

/** What follows "name, plural, ". */
type AfterKind<Text extends string> = Text extends `${string}, ${string}, ${infer Rest}` ? Rest : '';

type Found<Message extends string> = Scan<Message, ['text'], never>;

/** The arguments of an ICU message, read from its text: `{name}`, `{count, plural, …}`, `{how, select, …}`, `{n, number}`. */
export type MessageArguments<Message extends string> = {
  [
    Argument in Found<Message> as Argument extends [infer Name extends string, unknown] ? Name : never
  ]: Argument extends [string, infer Value] ? Value : never;
};

/** The same, with elements where the message shows a value as it is. */
export type MessageElements<Message extends string> = {
  [Name in keyof MessageArguments<Message>]: string | number extends MessageArguments<Message>[Name]
    ? ReactNode
    : MessageArguments<Message>[Name];
};

/** No second parameter for a message without arguments. */
export type ValuesOf<Values> = keyof Values extends never ? [] : [values: Values];
