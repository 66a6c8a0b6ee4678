/** What the name of a column can say that its cells are. */
export type ColumnMeaning =
  | 'accountId'
  | 'email'
  /** Of a person, in full. */
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'groupId'
  | 'groupName'
  | 'action'
  | 'memberType';

/** Letters that Unicode does not split into a letter and a mark. */
const UNSPLIT: Readonly<Record<string, string>> = {
  ł: 'l',
  ı: 'i',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** What a column of people is called, whatever they are named by. */
const PEOPLE = `employee leaver user member person people colleague staff worker assignee mitarbeiterin mitarbeitende
  mitarbeitender beschäftigter beschäftigte kollege kollegin collaborateur salarié employé utilisateur empleado empleada
  colaborador trabajador dipendente collaboratore funcionário medewerker pracownik zaměstnanec anställd medarbetare
  medarbejder ansatt työntekijä çalışan personel сотрудник работник співробітник працівник 社員 従業員 職員 员工 員工 职员
  직원 사원`;

/**
 * What columns are called, by what they hold, in the languages that exports and lists from HR come in. Atlassian's own
 * exports: `User id`, `User name`, `email`, `Atlassian ID`, `full_name`, `group_name`.
 */
const NAMES: Record<ColumnMeaning, ReadonlySet<string>> = {
  accountId:
    wordsOf(`userid accountid atlassianid atlassianaccountid atlassianuserid aaid useraccountid memberid
    personid confluenceuserid jirauserid accountidentifier useridentifier id
    benutzerid nutzerid kontoid idutilisateur identifiantutilisateur idcompte iddecompte iddutilisateur
    idusuario iddeusuario idcuenta iddecuenta idutente identificativoutente idusuário iddousuário idutilizador idconta
    gebruikersid idużytkownika identyfikatorużytkownika idkonta iduživatele idúčtu användarid
    brugerid brukerid käyttäjäid tiliid kullanıcıid kullanıcıkimliği hesapid hesapkimliği
    idпользователя идентификаторпользователя idаккаунта idкористувача ідентифікаторкористувача
    ユーザーid アカウントid 用户id 账户id 帐户id 账号id 用戶id 帳戶id 사용자id 계정id`),
  email: wordsOf(`email emails mail emailaddress mailaddress emailid useremail useremailaddress memberemail
    memberemailaddress primaryemail primaryemailaddress workemail workemailaddress businessemail businessemailaddress
    companyemail companyemailaddress corporateemail officeemail employeeemail employeeemailaddress personemail
    smtp smtpaddress primarysmtpaddress windowsemailaddress emailwork emailprimary emailbusiness accountemail
    emailadresse mailadresse dienstlicheemail dienstlicheemailadresse geschäftlicheemail firmenemail emaildienstlich
    emailadressedienstlich benutzeremail adresseemail adressemail adressedecourriel adresseélectronique courriel mél
    emailprofessionnel emailpro adresseemailprofessionnelle correo correoelectrónico direccióndecorreo
    direccióndecorreoelectrónico direccióndeemail correocorporativo emailcorporativo indirizzoemail indirizzomail
    postaelettronica indirizzodipostaelettronica emailaziendale endereçodeemail correioeletrónico correioeletrônico
    emailprofissional emailadres mailadres zakelijkemail adresemail adresemailowy adrespocztyelektronicznej
    pocztaelektroniczna emailsłużbowy służbowyemail służbowyadresemail adresemailsłużbowy emailovaadresa emailováadresa pracovníemail epost epostadress mejl mejladress
    epostadresse emailadressearbejde sähköposti sähköpostiosoite eposta epostaadresi электроннаяпочта почта
    адресэлектроннойпочты емейл имейл рабочаяпочта електроннапошта пошта адресаелектронноїпошти
    メール メールアドレス eメール eメールアドレス 電子メール 邮箱 邮箱地址 电子邮件 电子邮件地址 电子邮箱 邮件 电邮
    電子郵件 電子信箱 工作邮箱 이메일 이메일주소 메일 메일주소 전자메일`),
  name: wordsOf(`displayname fullname name personname membername employeename nickname username realname
    namedisplay preferredname commonname anzeigename vollständigername namevollständig benutzername mitarbeitername
    mitarbeiter nomcomplet nom nomdutilisateur nomaffiché nomdaffichage nombrecompleto nombre nombreyapellidos
    nombreyapellido nombredeusuario nombreparamostrar nomecompleto nome nomeutente nomecognome nomeecognome
    nomedeusuário nomedeutilizador nomedeexibição volledigenaam naam weergavenaam gebruikersnaam imięinazwisko
    nazwa nazwaużytkownika nazwawyświetlana jménoapříjmení celéjméno zobrazovanéjméno jméno fullständigtnamn namn
    visningsnamn användarnamn fuldenavn fuldtnavn fulltnavn navn visningsnavn brugernavn brukernavn kokonimi nimi
    näyttönimi käyttäjänimi adsoyad adısoyadı tamad ad isim görünenad kullanıcıadı фио имяифамилия полноеимя имя
    отображаемоеимя имяпользователя піб повнеімя імя імятапрізвище відображуванеімя
    氏名 名前 表示名 フルネーム ユーザー名 社員名 姓名 名字 显示名 显示名称 全名 用户名 顯示名稱 員工姓名 员工姓名
    이름 성명 표시이름 전체이름 사용자이름 사용자명 성함 الاسم الاسمالكامل اسمالموظف שם שםמלא
    ${PEOPLE}`),
  firstName:
    wordsOf(`first firstname givenname forename firstnames givennames userfirstname vorname vornamen rufname prénom
    prénoms nombredepila primernombre nombres nomedibattesimo nomepróprio primeironome voornaam roepnaam imię
    křestníjméno förnamn tilltalsnamn fornavn etunimi önad ilkad 名`),
  lastName:
    wordsOf(`last lastname surname familyname lastnames surnames userlastname nachname familienname zuname
    nomdefamille apellido apellidos primerapellido cognome sobrenome apelido apelidos últimonome achternaam
    familienaam nazwisko příjmení efternamn efternavn etternavn sukunimi soyad soyadı soyisim фамилия прізвище 姓 성`),
  groupId:
    wordsOf(`groupid groupids gruppenid gruppeid idgroupe iddugroupe identifiantdugroupe idgrupo iddegrupo
    iddelgrupo iddogrupo idgruppo groepid groepsid idgrupy identyfikatorgrupy idskupiny gruppid ryhmäid
    ryhmäntunnus grupid grupkimliği idгруппы идентификаторгруппы idгрупи グループid 组id 用户组id 群組id 그룹id`),
  groupName:
    wordsOf(`groupname group nameofgroup groupdisplayname gruppe gruppenname gruppename groupe nomdugroupe
    nomdegroupe grupo nombredegrupo nombredelgrupo nomedogrupo nomedegrupo gruppo nomegruppo nomedelgruppo groep
    groepsnaam groepnaam grupa nazwagrupy skupina názevskupiny grupp gruppnamn gruppenavn ryhmä ryhmännimi grup
    grupadı группа имягруппы названиегруппы група імягрупи назвагрупи グループ グループ名 组 组名 用户组 组名称
    群組 群組名稱 그룹 그룹이름 그룹명`),
  action:
    wordsOf(`action actions operation change aktion maßnahme vorgang änderung acción acciones azione ação actie
    akcja działanie akce åtgärd handling toiminto eylem işlem действие дія 操作 アクション 작업`),
  memberType:
    wordsOf(`membertype type objecttype kind membershiptype principaltype accounttype usertype mitgliedstyp
    typ art objekttyp typedemembre typemembre type tipo tipodemiembro tipodemembro tipomembro tipodiobjeto lidtype
    soort typczłonka typčlena medlemstyp medlemstype jäsenentyyppi tür üyetürü тип типучастника типучасника
    種類 メンバーの種類 タイプ 类型 成员类型 類型 成員類型 유형 구성원유형`),
};

/** They can name a person, but logins and titles as well: another column goes before them. */
const WEAK =
  wordsOf(`id emails emailid nickname username benutzername nomdutilisateur nombredeusuario nomeutente
  nomedeusuário nomedeutilizador gebruikersnaam nazwaużytkownika nazwa användarnamn brugernavn brukernavn käyttäjänimi
  kullanıcıadı имяпользователя ユーザー名 用户名 사용자이름 사용자명 mitarbeiter
  login loginname logon logonname userlogin userprincipalname upn principalname signinname accountname
  anmeldename identifiant usuario inicialdesesión логин логін ログイン ログインid 登录名 로그인
  ${PEOPLE}`);

/** Sign-in names, which are addresses in many systems (Okta `Login`, Entra `User principal name`). */
const LOGINS = wordsOf(`username login loginname logon logonname userlogin userprincipalname upn principalname
  signinname accountname user account benutzername benutzer anmeldename nomdutilisateur identifiant usuario
  nombredeusuario nomeutente utente gebruikersnaam gebruiker nazwaużytkownika użytkownik användarnamn användare
  brugernavn bruger brukernavn bruker käyttäjätunnus kullanıcıadı kullanıcı логин пользователь логін користувач
  ユーザー名 ユーザー ログイン ログインid 用户名 用户 登录名 사용자 로그인`);

/** Words for roles of other people beside the person of a row. */
const ROLES =
  wordsOf(`manager managers supervisor supervisors approver approvers sponsor sponsors owner owners
  reviewer requester requestor creator author lead leader teamlead boss head chief superior delegate deputy proxy mentor
  assistant buddy inviter admin administrator recruiter hrbp
  vorgesetzter vorgesetzte vorgesetzten vorgesetzter führungskraft leiter leiterin leitung teamleiter teamleitung
  abteilungsleiter chef chefin genehmiger stellvertreter vertretung ansprechpartner ersteller verantwortlich
  verantwortlicher verantwortliche besitzer eigentümer
  responsable supérieur supérieure manageur gestionnaire approbateur propriétaire
  jefe jefa gerente encargado aprobador propietario supervisora
  capo dirigente gestore approvatore proprietario
  chefe gestor aprovador proprietário
  leidinggevende manageres eigenaar goedkeurder
  przełożony przełożona kierownik menedżer właściciel
  nadřízený vedoucí vlastník
  närmaste ägare godkännare leder nærmeste ejer eier godkender godkjenner
  esimies esihenkilö omistaja hyväksyjä yönetici müdür onaylayan sahibi
  руководитель начальник менеджер владелец согласующий
  керівник менеджер власник`);

/** Words in names of columns that are about more than one person, or of addresses that are not the one at work. */
const NOT_OWN = wordsOf(`group team list distribution
  personal private home secondary alternate alternative other recovery backup previous former old
  privat private gruppe gruppen personnel groupe personal grupo personale gruppo pessoal privé groep prywatny grupa
  soukromý skupina grupp grup личный личная группа особиста група`);

/** The same where words are not divided by blanks, or several make one. Compared with the whole name. */
const ROLES_IN = [
  ...wordsOf(`createdby addedby invitedby updatedby modifiedby approvedby requestedby managedby grantedby removedby
  assignedby reportsto reportingto erstelltvon hinzugefügtvon eingeladenvon genehmigtvon créépar ajoutépar invitépar
  creadopor añadidopor creatoda aggiuntoda criadopor adicionadopor linemanager
  上司 上長 マネージャー 管理者 承認者 所有者 作成者 经理 主管 上级 审批人 所有者 创建人 主管人
  經理 建立者 관리자 상사 팀장 승인자 소유자 담당자`),
];
const GROUPS_IN = [...wordsOf('グループ 그룹')];

/** What else columns are called, so that a row of such names is known for a header. */
const COMMON =
  wordsOf(`status state userstatus active enabled licensed billable claimed role orgrole memberrole title
  jobtitle position department division company organization organisation office location country city costcenter phone
  mobile telephone created createddate creationdate addedtoorg lastseen lastlogin lastactive lastactivity lastactivedate
  lastsession startdate enddate leavingdate terminationdate hiredate date joindate joinyear joinmonth joinday objectid
  employeeid employeenumber staffid personnelnumber number no nr line text reason outcome details comment comments note
  notes groupstatus emailstatus emailpreference postingpermissions policytype verifiedemail confluence jira bitbucket
  contact contacts leaver leavers starter joiner employee employees user users member members person people
  personalnr personalnummer mitarbeiternummer austritt austrittsdatum austrittstermin eintritt eintrittsdatum abteilung
  kostenstelle standort firma funktion stelle bemerkung bemerkungen datum grund telefon mitglied mitglieder benutzer
  matricule service département date datedesortie datedentrée statut fonction société commentaire motif poste
  departamento estado fecha fechadebaja fechadesalida empresa cargo puesto motivo observaciones teléfono
  reparto stato data datadicessazione azienda sede note motivo matricola
  data situação empresa setor demissão desligamento datadesaída afdeling datum uitdiensttreding functie personeelsnummer
  dział stanowisko firma datazwolnienia data oddělení pozice datumodchodu avdelning slutdatum anställningsnummer
  afdeling slutdato medarbejdernummer avdeling sluttdato ansattnummer osasto päättymispäivä henkilönumero
  bölüm departman iştençıkıştarihi tarih durum sicilno отдел должность статус дата датаувольнения табельныйномер
  відділ посада статус датазвільнення 部署 部門 役職 退職日 入社日 社員番号 状態 ステータス
  部门 职位 离职日期 工号 状态 入职日期 부서 직위 퇴사일 사번 상태 입사일`);

/** Header names are short; a longer text is data. */
const LONGEST_NAME = 80;

/** Without case, accents and format marks, letters and digits alone. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[łıøđßæœ]/g, (letter) => UNSPLIT[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/).map(fold));
}

/** Without what stands in brackets, unless that is all: `Group Email [Required]`, `E-Mail-Adresse (dienstlich)`. */
function withoutBrackets(name: string): string {
  const rest = name.replace(/\[[^\]]*\]|\([^)]*\)|（[^）]*）/g, ' ');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : name;
}

/** What is compared of a column's name: no case, no blanks, no marks, nothing in brackets. */
function foldedName(name: string): string {
  return name.length > LONGEST_NAME ? '' : fold(withoutBrackets(name));
}

/** Whether this is what a column with such cells is called. A sign-in name counts for an address. */
export function isNameFor(meaning: ColumnMeaning, name: string): boolean {
  return means(meaning, foldedName(name));
}

function means(meaning: ColumnMeaning, folded: string): boolean {
  if (NAMES[meaning].has(folded)) return true;
  const bare = folded.replace(OF_THE_PERSON, '');
  switch (meaning) {
    case 'accountId':
    case 'name':
    case 'firstName':
    case 'lastName':
      return NAMES[meaning].has(bare);
    case 'email':
      return NAMES.email.has(bare) || LOGINS.has(folded) || LOGINS.has(bare);
    case 'groupId':
    case 'groupName':
    case 'action':
    case 'memberType':
      return false;
  }
}

/** Says nothing more: `User Full Name`, `Okta Username`. */
const OF_THE_PERSON = /^(?:user|member|employee|person|account|okta|google|entra|azuread|ad|atlassian)(?=.)/;

/** Whether a name says little: other columns go before one that is called so. */
export function isWeakName(name: string): boolean {
  return WEAK.has(foldedName(name));
}

/** Whether a column is called as sign-in names are. */
export function isLoginName(name: string): boolean {
  return LOGINS.has(foldedName(name));
}

/**
 * Whether a column is about another person than the row's (manager, owner, who added them), about a group, or
 * holds an address that is not the one at work.
 */
export function isOthersName(name: string): boolean {
  if (name.length > LONGEST_NAME) return false;
  const folded = fold(name);
  if ([...ROLES_IN, ...GROUPS_IN].some((word) => folded.includes(word))) return true;
  return wordsIn(name).some((word) => ROLES.has(word) || NOT_OWN.has(word));
}

/** Words folded; `lineManager` is two. */
function wordsIn(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(fold)
    .filter((word) => word !== '');
}

/** May stand beside a role: `line manager's e-mail`. */
const BESIDE_ROLES = wordsOf(
  's e mail email address name id account user line direct team the his her their of',
);

/** Whether a text is the role of another person, and says nothing more: `Manager`, `reports to`, `Vorgesetzte/r`. */
export function isRole(text: string): boolean {
  if (text.length > LONGEST_NAME) return false;
  if (ROLES_IN.includes(fold(text))) return true;
  const words = wordsIn(text);
  return (
    words.some((word) => ROLES.has(word)) &&
    words.every((word) => ROLES.has(word) || BESIDE_ROLES.has(word) || word.length === 1)
  );
}

/** Whether a cell is what columns are called, so that its row may be a header. */
export function isColumnName(cell: string): boolean {
  const folded = foldedName(cell);
  return COMMON.has(folded) || MEANINGS.some((meaning) => means(meaning, folded));
}

const MEANINGS: readonly ColumnMeaning[] = [
  'accountId',
  'email',
  'name',
  'firstName',
  'lastName',
  'groupId',
  'groupName',
  'action',
  'memberType',
];
