// Which provinces a country has, how its postal codes look, and with which digits those of each province begin.

/** Postal code shapes; where a country is missing, any code will do. */
const shapes: Readonly<Record<string, RegExp>> = {
  AT: /^\d{4}$/,
  AU: /^\d{4}$/,
  BE: /^\d{4}$/,
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
  CH: /^\d{4}$/,
  CN: /^\d{6}$/,
  DE: /^\d{5}$/,
  DK: /^\d{4}$/,
  ES: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/,
  IN: /^\d{6}$/,
  IT: /^\d{5}$/,
  JP: /^\d{3}-?\d{4}$/,
  KR: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  NO: /^\d{4}$/,
  NZ: /^\d{4}$/,
  PL: /^\d{2}-\d{3}$/,
  SE: /^\d{3} ?\d{2}$/,
  SG: /^\d{6}$/,
  TW: /^\d{3}(\d{2,3})?$/,
  US: /^\d{5}(-\d{4})?$/,
};

/** By country: the second part of the ISO 3166-2 code of a province, and what its postal codes begin with. */
const provinces: Readonly<Record<string, string>> = {
  KR:
    '11:01-09 41:10-20 28:21-23 42:24-26 43:27-29 50:30 44:31-33 30:34-35 47:36-40 27:41-43 31:44-45 26:46-49 ' +
    '48:50-53 45:54-56 46:57-60 29:61-62 49:63',
  CN:
    'NM:01-02 SX:03-04 HE:05-07 BJ:10 LN:11-12 JL:13 HL:15-16 SH:20 JS:21-22 AH:23-24 SD:25-27 TJ:30 ZJ:31-32 ' +
    'JX:33-34 FJ:35-36 CQ:40 HN:41-42 HB:43-44 HA:45-47 GD:51-52 GX:53-54 GZ:55-56 HI:57 SC:61-64 YN:65-67 ' +
    'SN:71-72 GS:73-74 NX:75 QH:81 XJ:83-84 XZ:85',
  US:
    'CT:0 MA:0 ME:0 NH:0 NJ:0 RI:0 VT:0 NY:0-1 DE:1 PA:1 DC:2 MD:2 NC:2 SC:2 VA:2 WV:2 AL:3 FL:3 GA:3 MS:3 TN:3 ' +
    'IN:4 KY:4 MI:4 OH:4 IA:5 MN:5 MT:5 ND:5 SD:5 WI:5 IL:6 KS:6 MO:6 NE:6 AR:7 LA:7 OK:7 TX:7 AZ:8 CO:8 ID:8 ' +
    'NM:8 NV:8 UT:8 WY:8 AK:9 CA:9 HI:9 OR:9 WA:9',
};

const known = new Map(
  Object.entries(provinces).map(([country, text]) => [
    country,
    new Map(text.split(' ').map((one) => one.split(':') as [string, string])),
  ]),
);

export const isKnownProvince = (country: string, province: string | undefined): boolean => {
  const all = known.get(country);
  return !all || (province !== undefined && all.has(province));
};
export const provincesOf = (country: string): string[] => [...(known.get(country)?.keys() ?? [])].sort();

type Place = { province?: string; postalCode?: string };
/** Whether the code has the shape of the country and belongs to the province, as far as we know them. */
export function isPostalCodeConsistent(country: string, { province = '', postalCode }: Place): boolean {
  const shape = shapes[country];
  if (!shape) return true;
  if (!postalCode || !shape.test(postalCode.toUpperCase())) return false;
  const range = known.get(country)?.get(province);
  if (!range) return true;
  const [first = '', last = first] = range.split('-');
  const begin = postalCode.slice(0, first.length);
  return first <= begin && begin <= last;
}
