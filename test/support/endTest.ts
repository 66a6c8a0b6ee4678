import { ENGLISH, setLanguage } from '../../static/admin-panel/src/i18n/defineMessages';
import { bridge } from '../static/support/bridge';

// Modules and globals are shared by all files of a worker: what a test puts in their place goes with it.
afterEach(() => {
  vi.useRealTimers();
  setLanguage(ENGLISH);
});
afterAll(() => bridge.reset());
