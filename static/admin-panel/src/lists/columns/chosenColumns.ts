import type { ColumnProposal, ColumnRoles, NameColumns, PersonRole } from './tableColumns';

/** Columns that the admin chose; `null`: none. A role that is absent is as it was proposed. */
export interface ChosenColumns {
  accountId?: number | null;
  email?: number | null;
  name?: NameColumns | null;
}

/** In the order in which a row is looked at. */
export const PERSON_ROLES = ['accountId', 'email', 'name'] as const satisfies readonly PersonRole[];

/** What the columns of a table say, as far as it is settled. */
export interface SettledColumns {
  roles: ColumnRoles;
  /** Roles for which the admin has yet to choose. */
  open: readonly PersonRole[];
  /** No column is left that names people. */
  isNobody: boolean;
}

/** What was proposed, with what the admin chose instead. */
export function settleColumns(proposal: ColumnProposal, chosen: ChosenColumns): SettledColumns {
  const { accountId, email, name, ...others } = proposal.roles;
  const [idColumn, emailColumn, nameColumns] = [
    chosenOr(chosen.accountId, accountId),
    chosenOr(chosen.email, email),
    chosenOr(chosen.name, name),
  ];
  const roles: ColumnRoles = {
    ...others,
    ...(idColumn !== undefined && { accountId: idColumn }),
    ...(emailColumn !== undefined && { email: emailColumn }),
    ...(nameColumns !== undefined && { name: nameColumns }),
  };
  const open = proposal.open.map(({ role }) => role).filter((role) => chosen[role] === undefined);
  const isNobody = open.length === 0 && PERSON_ROLES.every((role) => roles[role] === undefined);
  return { roles, open, isNobody };
}

function chosenOr<Columns>(
  chosen: Columns | null | undefined,
  proposed: Columns | undefined,
): Columns | undefined {
  return chosen === undefined ? proposed : (chosen ?? undefined);
}

/** A choice for a role: one column, or two that have a name in two parts. */
export interface ColumnOption {
  /** Tells it from the others; "" for none. */
  value: string;
  columns: readonly number[];
}

/** What can be chosen for a role, proposed ones first. */
export function optionsFor(role: PersonRole, proposal: ColumnProposal): ColumnOption[] {
  const { name } = proposal.roles;
  const isPair = role === 'name' && name !== undefined && 'first' in name;
  const pair = isPair ? [[name.first, name.last]] : [];
  return [...pair, ...proposal.candidates[role].map((column) => [column])].map((columns) => ({
    ...{ columns, value: columns.join(' ') },
  }));
}

/** Columns that have a role, in order; none where it is not settled. */
export function columnsOf(role: PersonRole, roles: ColumnRoles): readonly number[] {
  switch (role) {
    case 'accountId':
    case 'email': {
      const column = roles[role];
      return column === undefined ? [] : [column];
    }
    case 'name': {
      const { name } = roles;
      if (name === undefined) return [];
      return 'full' in name ? [name.full] : [name.first, name.last];
    }
  }
}

/** What was chosen before, with another choice for one role. */
export function chooseColumns(
  chosen: ChosenColumns,
  role: PersonRole,
  option: ColumnOption | undefined,
): ChosenColumns {
  const [first, last] = option?.columns ?? [];
  switch (role) {
    case 'accountId':
    case 'email':
      return { ...chosen, [role]: first ?? null };
    case 'name':
      if (first === undefined) return { ...chosen, name: null };
      return { ...chosen, name: last === undefined ? { full: first } : { first, last } };
  }
}
