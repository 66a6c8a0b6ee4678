import type { Action } from '../../../../../src/contract';
import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { ListInput } from './mentionsOf';
import { cellText } from './tableCells';

/** What a row says is to be done; undefined where it says neither. */
export function actionIn(cells: readonly string[], column: number | undefined): Action | undefined {
  switch (cellText(cells, column).toLowerCase()) {
    case 'add':
      return 'add';
    case 'remove':
      return 'remove';
    default:
      return undefined;
  }
}

/** The distinct actions of the columns of actions, of tables used for people. Filters and groups do not matter. */
export async function actionsIn(inputs: readonly ListInput[], pause: Pause): Promise<ReadonlySet<Action>> {
  const actions = new Set<Action>();
  for (const { content, roles, use } of inputs) {
    if (use !== 'people' || content.kind !== 'table' || roles.action === undefined) continue;
    await forEachWithPauses(content.rows, pause, ({ cells }) => {
      const action = actionIn(cells, roles.action);
      if (action) actions.add(action);
    });
  }
  return actions;
}
