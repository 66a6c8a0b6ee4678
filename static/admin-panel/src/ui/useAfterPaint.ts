import { useEffect, useState } from 'react';

/** The value, false until the browser has painted what was there when it became true. */
export function useAfterPaint(value: boolean): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    if (!value) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    // A frame calls back before it is painted; a task of its own comes after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setIsPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return value && isPainted;
}
