/** A parameter as validation left it: converted to the type the specification gives it. */
export type ParameterValue = string | number | boolean | string[];

/** The validated path and query parameters of one request. */
export class Parameters {
  readonly #values: Readonly<Record<string, ParameterValue>>;

  constructor(values: Readonly<Record<string, ParameterValue>>) {
    this.#values = values;
  }

  /** Undefined when absent. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Throws when absent: only for parameters the specification requires. */
  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Error(`The specification does not require ${name}`);
    return value;
  }

  /** Undefined when absent and the specification has no default. */
  integer(name: string): number | undefined {
    const value = this.#values[name];
    return typeof value === 'number' ? value : undefined;
  }

  /** False when absent. */
  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** Empty when absent. */
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value : [];
  }
}
