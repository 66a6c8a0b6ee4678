/**
 * Before a row leaves the table: hands the focus, if the row has it, to the action of the row after it, else of the
 * row before it, else to `last`. Without it a keyboard starts again at the top of the page.
 */
export function focusNextRow(accountId: string, last: HTMLElement | null): void {
  if (!last) return; // The table is not on the page any more.
  const row = document.activeElement?.closest<HTMLElement>('[data-account-id]');
  if (row?.dataset.accountId !== accountId) return;
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  const next = neighbour?.querySelector('button') ?? neighbour;
  (next instanceof HTMLElement ? next : last).focus();
}
