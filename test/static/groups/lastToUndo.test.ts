import { lastToUndo } from '../../../static/admin-panel/src/groups/home/lastToUndo';
import { NOTHING, recordOf } from '../history/support/records';

const ofMe = (runs: Parameters<typeof lastToUndo>[0]) => lastToUndo(runs, 'me');

it('is the newest run that changed something', () => {
  expect(ofMe([recordOf({ runId: 'newest' }), recordOf({ runId: 'older' })])).toEqual({
    ...{ kind: 'undo', runId: 'newest' },
  });
  const changedNothing = recordOf({ counts: { ...NOTHING, failed: 3 } });
  expect(ofMe([changedNothing, recordOf({ runId: 'older' })])).toEqual({ kind: 'undo', runId: 'older' });
});

it('goes further back than what was undone already, and never undoes an undo', () => {
  const undo = recordOf({ runId: 'undo', undoes: 'newest' });
  const runs = [undo, recordOf({ runId: 'newest' }), recordOf({ runId: 'older' })];
  expect(ofMe(runs)).toEqual({ kind: 'undo', runId: 'older' });
  expect(ofMe([undo, recordOf({ runId: 'newest' })])).toEqual({ kind: 'nothingLeft' });
});

it('takes the rest of a run back of which a part was undone', () => {
  const part = recordOf({ undoes: 'newest', counts: { ...NOTHING, done: 1 } });
  expect(ofMe([part, recordOf({ runId: 'newest' })])).toEqual({ kind: 'undo', runId: 'newest' });
});

it('waits for a run that has not ended', () => {
  const underWay = recordOf();
  delete underWay.endedAt;
  expect(ofMe([underWay, recordOf({ runId: 'older' })])).toEqual({ kind: 'notEnded' });
});

it('leaves runs alone that another admin began', () => {
  const theirs = recordOf({ runId: 'theirs', actorId: 'other', drivers: ['other', 'me'] });
  expect(ofMe([theirs, recordOf({ runId: 'mine' })])).toEqual({ kind: 'undo', runId: 'mine' });
  expect(ofMe([theirs])).toEqual({ kind: 'nothingLeft' });
  expect(ofMe([])).toEqual({ kind: 'noRuns' });
});
