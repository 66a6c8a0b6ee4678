import { useState } from 'react';
import type { GroupsPlace, HistoryPlace, PeoplePlace, Place, ReceiptPlace } from './host/place';

/** Where the admin is in each tab, or was last; nothing where they have not been there. */
export interface LastPlaces {
  groups?: GroupsPlace;
  people?: PeoplePlace;
  history?: HistoryPlace | ReceiptPlace;
}

/** Remembers the place in each tab, to come back to. */
export function useLastPlaces(place: Place): LastPlaces {
  const [last, setLast] = useState<LastPlaces>({});
  const next = withPlace(last, place);
  if (next !== last) setLast(next);
  return next;
}

function withPlace(last: LastPlaces, place: Place): LastPlaces {
  switch (place.page) {
    case 'groups':
      return last.groups === place ? last : { ...last, groups: place };
    case 'people':
      return last.people === place ? last : { ...last, people: place };
    case 'history':
    case 'changes':
      return last.history === place ? last : { ...last, history: place };
    case 'plan':
      return last;
  }
}
