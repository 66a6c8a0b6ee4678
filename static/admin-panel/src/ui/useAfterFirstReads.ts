import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** ms between looks: what waits for this is in no hurry. */
const LOOK_MS = 1_000;

/** False until the page was there for a second and has read what it shows first. */
export function useAfterFirstReads(): boolean {
  const client = useQueryClient();
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    if (isAfter) return undefined;
    const timer = setInterval(() => {
      if (client.isFetching() === 0) setIsAfter(true);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [client, isAfter]);
  return isAfter;
}
