import type { AppError } from '../../../../src/contract';
import { whenText } from '../ui/timeText';

/** Which limit was met, as far as Confluence named it. */
export function limitText({ limit }: AppError): string {
  switch (limit) {
    case 'quota':
      return 'Confluence lets this app do only so much in an hour, and that is used up.';
    case 'burst':
      return 'Confluence takes only so much in a second.';
    default:
      return 'Confluence takes no more for now.';
  }
}

/** When it is over at the latest, where Confluence gave no time. */
export function limitOverText({ limit }: AppError): string {
  return limit === 'quota' ? ' in an hour' : ' in a minute';
}

/** When it is worth trying again, where that is known; with a blank before it. @param now ms since the epoch */
export function whenTextOf({ retryAt }: AppError, now: number): string {
  const when = retryAt === undefined ? undefined : whenText(retryAt, now);
  return when === undefined ? '' : ` ${when}`;
}
