import { useEffect, useState } from 'react';
import { useLatest } from '../../ui/useLatest';

/**
 * Takes files that are dropped anywhere on the page; browsers would leave the page for them.
 * @param take absent where files are of no use now: they are turned away without a word
 * @returns whether files that would be taken are held over the page
 */
export function useFileDrop(take: ((files: readonly File[]) => void) | undefined): { isOver: boolean } {
  const [isOver, setIsOver] = useState(false);
  const isWanted = take !== undefined;
  const drop = useLatest((files: readonly File[]) => take?.(files));
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      const transfer = event.dataTransfer;
      if (transfer?.types.includes('Files') !== true) return;
      // Another part of the page wants them.
      if (!isWanted && event.defaultPrevented) return;
      event.preventDefault();
      transfer.dropEffect = isWanted ? 'copy' : 'none';
      setIsOver(isWanted);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setIsOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      drop(files);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [isWanted, drop]);
  return { isOver };
}
