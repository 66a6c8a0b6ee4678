import { deferredModule } from '../ui/deferred';

/** The reads that are not needed for the first row. */
export const loadPeopleReads = deferredModule(() => import('./peopleReads'));
