import type { ComponentProps } from 'react';
import { ConfirmAdding } from './ConfirmAdding';

/** Dialog "Add N people back to GROUP?". */
export function ConfirmAddingBack(props: Omit<ComponentProps<typeof ConfirmAdding>, 'isUndo'>) {
  return <ConfirmAdding {...props} isUndo />;
}
