import { useState } from 'react';
import type { ComparePlace, GroupsPlace, HistoryPlace, PeoplePlace, Place, ReceiptPlace } from './host/place';

/** Where the admin is in each tab, or was last; nothing where they have not been there. */
export interface LastPlaces {
  groups?: GroupsPlace | ComparePlace;
  people?: PeoplePlace;
  history?: HistoryPlace | ReceiptPlace;
  /** Of the two that the tab "Groups" shows: both stay as they are while one looks at the other. */
  ofGroups: { groups?: GroupsPlace; compare?: ComparePlace };
}

/** Remembers the place in each tab, to come back to. */
export function useLastPlaces(place: Place): LastPlaces {
  const [last, setLast] = useState<LastPlaces>({ ofGroups: {} });
  const next = withPlace(last, place);
  if (next !== last) setLast(next);
  return next;
}

function withPlace(last: LastPlaces, place: Place): LastPlaces {
  switch (place.page) {
    case 'groups':
    case 'compare':
      return last.groups === place
        ? last
        : { ...last, groups: place, ofGroups: { ...last.ofGroups, [place.page]: place } };
    case 'people':
      return last.people === place ? last : { ...last, people: place };
    case 'history':
    case 'changes':
      return last.history === place ? last : { ...last, history: place };
    case 'plan':
      return last;
  }
}
