import { useState } from 'react';
import type { Group, Person } from '../../../../../src/contract';
import { csvMessages } from '../../csv/csvMessages';
import { useSaveCsv } from '../../csv/useSaveCsv';
import { useNavigation } from '../../host/navigation';
import type { MenuItem } from '../../ui/Menu';
import type { ExportOffer } from './exportOffer';
import { groupPageMessages as messages } from './groupPageMessages';

interface Options {
  group: Group;
  /** Absent where there is no one to be saved. */
  exportOffer: ExportOffer | undefined;
  /** Reads the group anew. @returns whether it could be read */
  onReload: () => Promise<boolean>;
}

/** What the menu did last. */
type Done = 'idCopied' | 'idNotCopied' | 'reloading' | 'reloaded';

/** The menu of a group, what came of it in words, and the way to save people as a file from elsewhere. */
export function useGroupMenu({ group, exportOffer, onReload }: Options) {
  const { go } = useNavigation();
  const { save, failed } = useSaveCsv();
  const [done, setDone] = useState<Done>();

  const savePeople = (people: () => readonly Person[]) => {
    setDone(undefined);
    save(async () => {
      const [{ membersCsv }, { csvFileName }] = await Promise.all([
        import('./membersCsv'),
        import('../../csv/csv'),
      ]);
      return { name: csvFileName(group.name, 'members', new Date()), parts: [membersCsv(people(), group)] };
    });
  };
  const copyId = () =>
    void navigator.clipboard.writeText(group.id).then(
      () => setDone('idCopied'),
      () => setDone('idNotCopied'),
    );
  const reload = async () => {
    setDone('reloading');
    const isRead = await onReload();
    // What went wrong stands above the list.
    setDone(isRead ? 'reloaded' : undefined);
  };

  const items: readonly MenuItem[] = [
    ...(exportOffer
      ? [
          {
            id: 'export',
            label: exportOffer.label,
            isDisabled: exportOffer.isTooEarly,
            onSelect: () => savePeople(exportOffer.people),
          },
        ]
      : []),
    {
      id: 'compare',
      label: messages.text('compare'),
      onSelect: () => go({ page: 'compare', a: group.id }),
    },
    { id: 'copy', label: messages.text('copyId'), onSelect: copyId },
    { id: 'reload', label: messages.text('reload'), onSelect: () => void reload() },
  ];
  return {
    items,
    said: saidOf(done, failed, group),
    /** What was done last is no longer told: something else is. */
    forget: () => setDone(undefined),
    savePeople,
  };
}

function saidOf(done: Done | undefined, isSavingFailed: boolean, group: Group): string {
  switch (done) {
    case undefined:
      return isSavingFailed ? csvMessages.text('notMade') : '';
    case 'idNotCopied':
      return messages.text('idNotCopied', { id: group.id });
    case 'idCopied':
    case 'reloading':
    case 'reloaded':
      return messages.text(done);
  }
}
