import { errorOfLoss } from '../../../../../src/run/lostAnswer';
import { isOnline } from '../../host/useOnline';
import { deferredModule } from '../../ui/deferred';
import type { MemberList } from '../memberList';
import type { ReadingEnd } from './reading';
import { RestLoader } from './restLoader';

const loadReading = deferredModule(() => import('./reading'));
const loadTools = deferredModule(() => import('./readingTools'));

const loaders = new WeakMap<MemberList, RestLoader>();

/** What reads the rest of a group's list: the same for all who want it, so that nothing is read twice at once. */
export function restLoaderOf(groupId: string, list: MemberList): RestLoader {
  let loader = loaders.get(list);
  if (!loader) {
    loader = new RestLoader(list, {
      readRest: (rest, signal) => readEveryone(groupId, rest, signal),
      isOnline,
    });
    loaders.set(list, loader);
  }
  return loader;
}

async function readEveryone(groupId: string, list: MemberList, signal: AbortSignal): Promise<ReadingEnd> {
  try {
    const [{ Reading }, { readingTools }] = await Promise.all([loadReading(), loadTools()]);
    return await new Reading(list, readingTools(groupId, signal)).run();
  } catch (cause) {
    return { status: 'failed', error: errorOfLoss('unavailable', cause) };
  }
}
