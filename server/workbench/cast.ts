// The cast of the demo in each of its clouds: the organizations and people of the stories, as data.
export type Person = { name: string; shown: string; language: 'en' | 'ko' | 'zh-CN'; roles: readonly string[] };
export type Player = {
  slug: string;
  name: string;
  country: string;
  part: 'operator' | 'provider' | 'directBill' | 'reseller' | 'network' | 'customer';
  people: readonly Person[];
};
type Told = [name: string, shown: string, roles: string];

const people = (slug: string, language: Person['language'], told: readonly Told[]): Person[] =>
  told.map(([name, shown, roles]) => ({ name: `${name}@${slug}.example`, shown, language, roles: roles.split(' ') }));
const player = (
  slug: string,
  about: Omit<Player, 'slug' | 'people'> & { language: Person['language']; told: Told[] },
) => ({
  slug,
  name: about.name,
  country: about.country,
  part: about.part,
  people: people(slug, about.language, about.told),
});

type Body = { name: string; country: string; language: Person['language'] };
const operator = (body: Body, told: Told[]): Player =>
  player(body.name.toLowerCase(), { ...body, part: 'operator', told });
const inKorea = (part: Player['part']) => ({ country: 'KR', part, language: 'ko' }) as const;
const inChina = (part: Player['part']) => ({ country: 'CN', part, language: 'zh-CN' }) as const;

const worldwide: readonly Player[] = [
  operator({ name: 'Meridian', country: 'US', language: 'en' }, [
    ['mira', 'Mira', 'globalAdmin operatorAdmin'],
    ['otto', 'Otto', 'operatorSupport'],
  ]),
  {
    slug: 'saebyeok',
    name: 'Saebyeok Distribution',
    country: 'KR',
    part: 'provider',
    people: [
      ...people('saebyeok', 'ko', [
        ['dohyun', 'Dohyun', 'globalAdmin'],
        ['minjun', 'Minjun', 'adminAgent'],
      ]),
      ...people('saebyeok', 'en', [['sena', 'Sena', 'salesAgent']]),
    ],
  },
  player('nordhavn', {
    name: 'Nordhavn Distribution',
    country: 'DK',
    part: 'provider',
    language: 'en',
    told: [
      ['freja', 'Freja', 'globalAdmin'],
      ['anders', 'Anders', 'salesAgent'],
    ],
  }),
  player('miru', {
    ...inKorea('reseller'),
    name: 'Miru Systems',
    told: [
      ['hyun', 'Hyun', 'globalAdmin'],
      ['jiwoo', 'Jiwoo', 'adminAgent'],
    ],
  }),
  player('oaktrail', { ...inKorea('network'), name: 'Oaktrail IT', told: [['yejin', 'Yejin', 'globalAdmin']] }),
  player('lumenfold', {
    ...inKorea('directBill'),
    name: 'Lumenfold',
    told: [
      ['aram', 'Aram', 'globalAdmin'],
      ['yuna', 'Yuna', 'adminAgent'],
    ],
  }),
  player('brightmoor', {
    ...inKorea('directBill'),
    name: 'Brightmoor',
    told: [
      ['seojun', 'Seojun', 'globalAdmin'],
      ['taeho', 'Taeho', 'adminAgent'],
    ],
  }),
  player('daram', {
    ...inKorea('customer'),
    name: 'Daram Foods',
    told: [
      ['haneul', 'Haneul', 'globalAdmin'],
      ['bora', 'Bora', 'user'],
    ],
  }),
  player('pinegate', { ...inKorea('customer'), name: 'Pine Gate Clinic', told: [['somi', 'Somi', 'globalAdmin']] }),
  player('kestrel', {
    name: 'Kestrel Freight',
    country: 'DK',
    part: 'customer',
    language: 'en',
    told: [['mads', 'Mads', 'globalAdmin']],
  }),
  // From here on those who are in no story: what already goes on when a newcomer arrives is theirs.
  player('hallasan', { ...inKorea('reseller'), name: 'Hallasan Cloud', told: [['hana', 'Hana', 'globalAdmin']] }),
  player('sorae', { ...inKorea('customer'), name: 'Sorae Logistics', told: [['sori', 'Sori', 'globalAdmin']] }),
  player('garam', { ...inKorea('customer'), name: 'Garam Studio', told: [['gaeun', 'Gaeun', 'globalAdmin']] }),
  player('fjordlys', {
    name: 'Fjordlys IT',
    country: 'DK',
    part: 'reseller',
    language: 'en',
    told: [['liv', 'Liv', 'globalAdmin']],
  }),
];

const usgov: readonly Player[] = [
  operator({ name: 'Meridian', country: 'US', language: 'en' }, [['mira', 'Mira', 'globalAdmin operatorAdmin']]),
  player('fortline', {
    name: 'Fortline Public',
    country: 'US',
    part: 'directBill',
    language: 'en',
    told: [
      ['frank', 'Frank', 'globalAdmin'],
      ['fay', 'Fay', 'adminAgent'],
    ],
  }),
  player('stonebridge', {
    name: 'Stonebridge Distribution',
    country: 'US',
    part: 'provider',
    language: 'en',
    told: [
      ['stella', 'Stella', 'globalAdmin'],
      ['sam', 'Sam', 'salesAgent'],
    ],
  }),
  player('cedarline', {
    name: 'Cedarline Systems',
    country: 'US',
    part: 'reseller',
    language: 'en',
    told: [
      ['carla', 'Carla', 'globalAdmin'],
      ['cole', 'Cole', 'adminAgent'],
    ],
  }),
  player('harborview', {
    name: 'Harborview County',
    country: 'US',
    part: 'customer',
    language: 'en',
    told: [['helen', 'Helen', 'globalAdmin']],
  }),
  player('millbrook', {
    name: 'Millbrook Water District',
    country: 'US',
    part: 'customer',
    language: 'en',
    told: [['mason', 'Mason', 'globalAdmin']],
  }),
];

const china: readonly Player[] = [
  operator({ name: 'Longhe', country: 'CN', language: 'zh-CN' }, [['lan', 'Lan', 'globalAdmin operatorAdmin']]),
  player('jiangling', {
    ...inChina('provider'),
    name: 'Jiangling Channel',
    told: [
      ['jing', 'Jing', 'globalAdmin'],
      ['peng', 'Peng', 'salesAgent'],
    ],
  }),
  player('yunpan', {
    ...inChina('reseller'),
    name: 'Yunpan Tech',
    told: [
      ['yun', 'Yun', 'globalAdmin'],
      ['bai', 'Bai', 'adminAgent'],
    ],
  }),
  player('qinghe', { ...inChina('reseller'), name: 'Qinghe Soft', told: [['qing', 'Qing', 'globalAdmin']] }),
  player('tianmu', { ...inChina('customer'), name: 'Tianmu Textiles', told: [['mei', 'Mei', 'globalAdmin']] }),
  player('yufeng', { ...inChina('customer'), name: 'Yufeng Ceramics', told: [['lin', 'Lin', 'globalAdmin']] }),
];

/** Germany is closed to new ones: there is only who runs it. */
const germany: readonly Player[] = [
  operator({ name: 'Meridian', country: 'DE', language: 'en' }, [['mira', 'Mira', 'globalAdmin operatorAdmin']]),
];

export const casts: Readonly<Record<string, readonly Player[]>> = { worldwide, usgov, china, germany };

/** A place in each country of the cast, as the checks of locations want it. */
export const places: Readonly<Record<string, { street: string; city: string; province?: string; postalCode: string }>> =
  {
    KR: { street: 'Teheran-ro 1', city: 'Seoul', province: '11', postalCode: '06133' },
    DK: { street: 'Havnegade 1', city: 'København', postalCode: '1058' },
    US: { street: '1 Main Street', city: 'Albany', province: 'NY', postalCode: '12207' },
    CN: { street: 'Century Avenue 1', city: 'Shanghai', province: 'SH', postalCode: '200120' },
    DE: { street: 'Hafenstraße 1', city: 'Hamburg', postalCode: '20457' },
  };
