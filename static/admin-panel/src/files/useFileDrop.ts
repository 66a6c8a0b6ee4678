import { useEffect, useState } from 'react';
import { useLatest } from '../ui/useLatest';

/** Takes a file that is dropped anywhere on the page; browsers would leave the page for it. */
export function useFileDrop(onFile: (file: File) => void): { isOver: boolean } {
  const [isOver, setIsOver] = useState(false);
  const take = useLatest(onFile);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      take(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [take]);
  return { isOver };
}
