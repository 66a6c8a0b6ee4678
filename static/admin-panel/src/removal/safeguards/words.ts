import type { GroupAccess } from '../../../../../src/contract';
import type { Safeguards, Typed } from './safeguards';

/** What the admin may lose by removing themselves, beyond what the group gives anybody; empty where that is nothing. */
export function lossWords(safeguards: Safeguards | undefined): string {
  if (!safeguards?.self || safeguards.refusal) return '';
  return safeguards.self
    .map((loss) => {
      switch (loss) {
        case 'administration':
          return 'You may lose administration, and then you can’t add yourself back: only another admin can.';
        case 'use':
          return 'You may lose access to Confluence, this page included.';
        case 'unknown':
          return 'This may be more than is known here: administration, or access to Confluence itself.';
      }
    })
    .join(' ');
}

/** How to take it back; empty where the admin may not be able to afterwards, or that is not known yet. */
export function undoWords(includesMe: boolean, safeguards: Safeguards | undefined): string {
  const isSafe = !includesMe || safeguards?.self?.length === 0;
  return isSafe ? 'You can undo this in the History tab.' : '';
}

/** Why a removal from an administrators' group cannot be done. */
export function refusalWords(
  refusal: NonNullable<Safeguards['refusal']>,
  othersLeave: boolean,
): { title: string; text: string } {
  const others = othersLeave ? 'Others are being removed from it already. ' : '';
  switch (refusal) {
    case 'everyone':
      return {
        title: 'Nobody would be left in this administrators’ group',
        text: `${others}It gives administration, so it can’t be emptied here. Leave someone in it, or add someone first.`,
      };
    case 'everyPerson':
      return {
        title: 'Only apps would be left in this administrators’ group',
        text: `${others}It gives administration, so a person has to stay in it. Leave one in it, or add one first.`,
      };
  }
}

/** What the group gives, and so why something has to be typed. */
export function reasonWords({ name, use, count }: Safeguards): string[] {
  return [
    ...(name === 'administration' ? ['This group gives administration of the site or of Confluence.'] : []),
    ...(use
      ? ['This group gives use of Confluence. Whoever has that from no other group loses access.']
      : []),
    ...(count?.includes('many') ? ['These are more than 100 people at once.'] : []),
  ];
}

/** What could not be found out about the group. */
export function unknownTitle({ administration, use }: GroupAccess): string {
  if (use !== 'unknown') return 'Whether this group gives administration could not be found out';
  if (administration !== 'unknown')
    return 'Whether this group gives use of Confluence could not be found out';
  return 'What this group gives access to could not be found out';
}

/** Why it cannot be confirmed yet. */
export function blockedWords(
  online: boolean,
  safeguards: Safeguards | undefined,
  missing: readonly (keyof Typed)[],
): string | undefined {
  if (!online) return 'You are offline. Nothing can be removed until the connection is back.';
  if (!safeguards) return 'Checking what this group gives access to…';
  if (safeguards.refusal) return `Can’t be removed: ${refusalReason(safeguards.refusal)} would be left.`;
  if (missing.length === 0) return undefined;
  return `To remove, type ${missing.map((what) => FIELD_WORDS[what]).join(' and ')}.`;
}

const FIELD_WORDS: Record<keyof Typed, string> = {
  name: 'the group’s name',
  count: 'the number of people',
};

function refusalReason(refusal: NonNullable<Safeguards['refusal']>): string {
  return refusal === 'everyone' ? 'nobody' : 'no person';
}
