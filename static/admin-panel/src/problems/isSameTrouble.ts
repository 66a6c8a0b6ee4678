import { ReadFailed } from '../host/readFailed';

/** Whether two failures tell of the same trouble, so that one of them says enough. */
export function isSameTrouble(one: Error | null | undefined, other: Error | null | undefined): boolean {
  return one instanceof ReadFailed && other instanceof ReadFailed && one.error.kind === other.error.kind;
}
