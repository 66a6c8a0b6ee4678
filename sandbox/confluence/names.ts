import type { Random } from './prng';

/** A made-up name and how it is written in an email address. */
export interface MadeUpName {
  displayName: string;
  /** Two words in a to z, joined by a dot. */
  mailName: string;
}

/** One word of a name, and its letters a to z. */
interface Word {
  own: string;
  mail: string;
  isLatin: boolean;
}

interface Origin {
  given: readonly Word[];
  family: readonly Word[];
  /** The family name comes first. */
  familyFirst?: true;
}

const INITIALS = 'ABCDEFGHIJKLMNOPRSTVWZ';

const list = (text: string): readonly Word[] => text.split(' ').map(parseWord);

/** Names outside the Latin script carry their Latin form after a slash. */
const origins: readonly Origin[] = [
  {
    given: list(
      'Emma Oliver Grace Liam Hannah Noah Chloe Ethan Ruby Jack Amelia Henry Isla George Freya Oscar Naomi Caleb Leah Miles',
    ),
    family: list(
      'Bennett Carter Dawson Ellis Fletcher Graham Hughes Irving Jennings Keane Lawson Mercer Norris Osborne Parker Quinn Reeves Sutton Turner Walsh',
    ),
  },
  {
    given: list(
      'Anna Łukasz Zofia Michał Agnieszka Piotr Małgorzata Jan Katarzyna Tomasz Jana Jiří Tereza Ondřej Lucie Václav',
    ),
    family: list(
      'Nowak Wiśniewski Wójcik Kamiński Zieliński Szymański Dąbrowski Kozłowski Jankowski Novák Svoboda Dvořák Černý Procházka Kučera Veselý',
    ),
  },
  {
    given: list(
      'Jürgen Käthe Lukas Johanna Felix Marlene Sören Antje Björn Åsa Linnéa Øyvind Ingrid Søren Mette Aino',
    ),
    family: list(
      'Müller Schröder Groß Weiß König Vogel Böhm Jäger Lindqvist Åkesson Sørensen Østergaard Nygård Virtanen Mäkinen Hansen',
    ),
  },
  {
    given: list(
      'Sofía Mateo Lucía Álvaro Inês Thiago Beatriz João Chloé Rémi Élodie Benoît Giulia Niccolò Ștefan Ioana',
    ),
    family: list(
      'García Núñez Ibáñez Peña Muñoz Gonçalves Araújo Conceição Lefèvre Moreau Béranger Françoise Rossi Ferrari Popescu Țurcanu',
    ),
  },
  {
    given: list(
      'Мария/Maria Дмитрий/Dmitry Олена/Olena Сергій/Serhii Елена/Elena Никола/Nikola Тарас/Taras Ірина/Iryna',
    ),
    family: list(
      'Шевченко/Shevchenko Коваленко/Kovalenko Бондаренко/Bondarenko Лисенко/Lysenko Петренко/Petrenko Георгиев/Georgiev Марченко/Marchenko Кравчук/Kravchuk',
    ),
  },
  {
    given: list('أحمد/Ahmad ليلى/Layla يوسف/Yusuf مريم/Maryam خالد/Khalid نورة/Noura سامي/Sami هدى/Huda'),
    family: list(
      'الحداد/Haddad النجار/Najjar منصور/Mansour الخطيب/Khatib صالح/Saleh العلي/Ali درويش/Darwish قاسم/Qasim',
    ),
  },
  {
    familyFirst: true,
    given: list(
      '伟/Wei 芳/Fang 娜/Na 敏/Min 静/Jing 强/Qiang 磊/Lei 洋/Yang 艳/Yan 杰/Jie 秀英/Xiuying 明/Ming',
    ),
    family: list('王/Wang 李/Li 张/Zhang 刘/Liu 陈/Chen 杨/Yang 赵/Zhao 黄/Huang 周/Zhou 吴/Wu'),
  },
  {
    familyFirst: true,
    given: list('陽菜/Hina 蓮/Ren 結衣/Yui 大翔/Hiroto 美咲/Misaki 翔太/Shota 葵/Aoi 健一/Kenichi'),
    family: list(
      '佐藤/Sato 鈴木/Suzuki 高橋/Takahashi 田中/Tanaka 渡辺/Watanabe 伊藤/Ito 山本/Yamamoto 中村/Nakamura',
    ),
  },
  {
    given: list('आरव/Aarav दीया/Diya विवान/Vivaan अनन्या/Ananya अर्जुन/Arjun मीरा/Meera रोहन/Rohan काव्या/Kavya'),
    family: list('शर्मा/Sharma वर्मा/Verma पटेल/Patel गुप्ता/Gupta मेहता/Mehta जोशी/Joshi रेड्डी/Reddy नायर/Nair'),
  },
  {
    given: list(
      'Chidi Ngozi Kwame Ama Thabo Zanele Wanjiru Otieno Amina Juma Fatou Mamadou Tariro Tendai Yaa Kofi',
    ),
    family: list(
      'Okafor Adeyemi Mensah Boateng Nkosi Dlamini Kamau Odhiambo Mwangi Diallo Traoré Moyo Ndlovu Asante Owusu Balogun',
    ),
  },
];

/** Each origin as often as its names allow, so that no name is shared by too many. */
const weightedOrigins = origins.flatMap((origin) =>
  Array.from({ length: Math.round((origin.given.length * origin.family.length) / 64) }, () => origin),
);

/** Draws a name. There are some 1,800, told apart further by middle initials. */
export function drawName(random: Random): MadeUpName {
  const { given: givenNames, family: familyNames, familyFirst } = draw(random, weightedOrigins);
  const given = draw(random, givenNames);
  const family = draw(random, familyNames);
  const mailName = `${given.mail}.${family.mail}`;
  if (familyFirst) return { displayName: `${family.own}${given.own}`, mailName };
  const hasInitial = given.isLatin && random() < 0.5;
  const initial = hasInitial ? ` ${draw(random, INITIALS)}.` : '';
  return { displayName: `${given.own}${initial} ${family.own}`, mailName };
}

function draw<Item>(random: Random, items: ArrayLike<Item>): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to draw from');
  return item;
}

function parseWord(text: string): Word {
  const [own = text, latin = text] = text.split('/');
  const mail = latin
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
  return { own, mail, isLatin: own === latin };
}
