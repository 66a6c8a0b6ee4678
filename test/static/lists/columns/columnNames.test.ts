import {
  isColumnName,
  isNameFor,
  isOthersName,
  isRole,
  type ColumnMeaning,
} from '../../../../static/admin-panel/src/lists/columns/columnNames';

describe('what a column is called', () => {
  it.each<[ColumnMeaning, readonly string[]]>([
    [
      'accountId',
      ['User id', 'Atlassian ID', 'account_id', 'accountId', 'ID utilisateur', 'ユーザーID', '用户ID'],
    ],
    [
      'email',
      [
        ...['email', 'E-Mail', 'Email Address', 'Email address [Required]', 'Member Email', 'Work E-mail'],
        ...['User principal name', 'Login', 'E-Mail-Adresse (dienstlich)', 'Adresse e-mail', 'Courriel'],
        ...['Correo electrónico', 'Indirizzo e-mail', 'Endereço de e-mail', 'E-mailadres', 'Adres e-mail'],
        ...[
          'E-mailová adresa',
          'E-postadress',
          'E-postadresse',
          'Sähköposti',
          'E-posta',
          'Электронная почта',
        ],
        ...['Електронна пошта', 'メールアドレス', '邮箱', '電子郵件', '이메일'],
      ],
    ],
    [
      'name',
      [
        'Name',
        'full_name',
        'Display name',
        'User name',
        'Anzeigename',
        'Imię i nazwisko',
        'ФИО',
        '氏名',
        '姓名',
        '이름',
      ],
    ],
    [
      'firstName',
      ['First Name', 'givenName', 'Vorname', 'Prénom', 'Voornaam', 'Imię', 'Förnamn', 'Etunimi', '名'],
    ],
    [
      'lastName',
      [
        'Last Name',
        'surname',
        'Nachname',
        'Nom de famille',
        'Apellidos',
        'Cognome',
        'Nazwisko',
        'Soyadı',
        'Фамилия',
        '姓',
      ],
    ],
    ['groupId', ['Group id', 'groupId', 'Gruppen-ID']],
    ['groupName', ['Group', 'group_name', 'Group name', 'Gruppe', 'Groupe', 'グループ名', '组名']],
    ['action', ['Action', 'Aktion']],
    ['memberType', ['Member type', 'Member Type', 'Typ']],
  ])('is known for %s', (meaning, names) => {
    expect(names.filter((name) => !isNameFor(meaning, name))).toEqual([]);
  });

  it.each([
    ...[
      'Manager',
      'Manager email',
      'managerEmail',
      "Manager's e-mail",
      'Email of supervisor',
      'Line Manager',
      'Created by',
    ],
    ...[
      'Space owner',
      'Group Email [Required]',
      'Approver Email',
      'Personal email',
      'Recovery Email',
      'Secondary email',
    ],
    ...[
      'Vorgesetzter',
      'E-Mail Führungskraft',
      'Erstellt von',
      'Responsable',
      'Jefe',
      'Leidinggevende',
      'Przełożony',
    ],
    ...['Esimies', 'Yönetici', 'Руководитель', 'Керівник', '上司', '直属上司メール', '经理', '상사'],
  ])('is somebody else’s: %s', (name) => {
    expect(isOthersName(name)).toBe(true);
  });

  it.each([
    'email',
    'User id',
    'E-Mail-Adresse (dienstlich)',
    'Login',
    'Leaver',
    'Mitarbeiter',
    'メールアドレス',
  ])('is not somebody else’s: %s', (name) => {
    expect(isOthersName(name)).toBe(false);
  });

  it.each([
    'Manager',
    'Line manager',
    "manager's e-mail",
    'ADMIN_EMAIL',
    'reports to',
    'Vorgesetzte/r',
    '上司',
  ])('is a role and nothing more: %s', (name) => {
    expect(isRole(name)).toBe(true);
  });

  it.each(['', 'Email', 'Head of Sales', 'Private', 'Group', 'Contractors list', 'Managers to remove'])(
    'is no role, or more than that: %s',
    (name) => {
      expect(isRole(name)).toBe(false);
    },
  );

  it.each(['Employee', 'Mitarbeiter/in', 'Сотрудник', '社員', 'الاسم', 'Assignee'])(
    'may be a name: %s',
    (name) => {
      expect(isNameFor('name', name)).toBe(true);
    },
  );

  it('tells names of columns from data', () => {
    const names = [
      'User id',
      'EMAIL',
      'Austrittsdatum',
      'Status',
      'Kostenstelle',
      'Personalnr.',
      'Reason',
      '退職日',
    ];
    expect(names.filter((name) => !isColumnName(name))).toEqual([]);
    const data = ['', ' ', '-', 'ada@example.com', 'Ada Lovelace', '2026-11-28', '10233', 'x'.repeat(300)];
    expect(data.filter(isColumnName)).toEqual([]);
  });
});
