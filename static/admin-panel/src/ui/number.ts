/** A count as the page writes it: 50,000. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}
