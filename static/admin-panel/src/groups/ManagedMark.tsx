import { Lozenge } from '../ui/Lozenge';

/** Marks a group that an identity provider owns: in the picker and in the head. */
export function ManagedMark() {
  return <Lozenge>Identity provider</Lozenge>;
}

/** Why nothing can be changed in such a group, and where to go instead. */
export const MANAGED_REASON =
  'An identity provider owns this group. Its members are changed there, and the change reaches Confluence with the next sync.';
