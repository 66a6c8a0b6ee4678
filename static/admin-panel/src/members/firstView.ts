import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { membersQuery } from './queries';

/** The first rows are painted by then, which what comes after would slow down; ms. */
export const PAINT_MS = 300;

/** Whether the first members are there, or will not come, or none are asked for. Once it is so it stays. */
export function useFirstView(groupId: string | undefined): boolean {
  const enabled = groupId !== undefined;
  const { isPending } = useQuery({
    ...membersQuery(groupId ?? ''),
    ...{ enabled, notifyOnChangeProps: ['isPending'] },
  });
  const isLoaded = !(enabled && isPending);
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const timer = setTimeout(() => setIsThere(true), enabled ? PAINT_MS : 0);
    return () => clearTimeout(timer);
  }, [isLoaded, enabled]);
  return isThere;
}
