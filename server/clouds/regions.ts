// Market regions and their currencies (ACT-062), shared by the clouds that follow the worldwide map.
const members: Record<string, string> = {
  Africa:
    'AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ GQ ER SZ ET GA GM GH GN GW KE LS LR MG MW ML MR MU YT MZ ' +
    'NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG UG ZM ZW',
  'Asia Pacific': 'BD BN BT KH HK ID LA MO MY MV MN MM NP PK PG PH SG LK TH TL VN',
  'Australia and Pacific': 'AU CC CX NF FJ KI NR SB TO TV VU WS',
  Brazil: 'BR',
  Canada: 'CA',
  Europe:
    'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH GB GG ' +
    'IM JE AX FO GL GI MC SM VA AD',
  India: 'IN',
  Japan: 'JP',
  Korea: 'KR',
  'Latin America and Caribbean':
    'AG AI AR AW BB BO BQ BS BZ CL CO CR CW DM DO EC FK GD GF GP GT GY HN HT JM KN KY LC MQ MS MX NI PA ' +
    'PE PY SR SV TC TT UY VC VE VG',
  'Middle East, Central and Eastern Europe':
    'AE AF AL AM AZ BA BH BY DZ EG GE IL IQ JO KG KW KZ LB LY MA MD ME MK OM PS QA RS SA TJ TM TN TR UA ' + 'UZ XK YE',
  'New Zealand and islands': 'NZ CK NU TK',
  Russia: 'RU',
  Taiwan: 'TW',
  'United States': 'US PR VI GU AS MP UM',
};

export const worldwideRegions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(members).flatMap(([region, countries]) => countries.split(' ').map((country) => [country, region])),
);

export const worldwideCurrencies = {
  byRegion: {
    Africa: 'USD',
    'Asia Pacific': 'USD',
    'Australia and Pacific': 'AUD',
    Brazil: 'USD',
    Canada: 'CAD',
    Europe: 'EUR',
    India: 'INR',
    Japan: 'JPY',
    Korea: 'KRW',
    'Latin America and Caribbean': 'USD',
    'Middle East, Central and Eastern Europe': 'USD',
    'New Zealand and islands': 'NZD',
    Russia: 'RUB',
    Taiwan: 'TWD',
    'United States': 'USD',
  },
  byCountry: {
    DK: 'DKK',
    FO: 'DKK',
    GL: 'DKK',
    GB: 'GBP',
    GG: 'GBP',
    IM: 'GBP',
    JE: 'GBP',
    NO: 'NOK',
    SE: 'SEK',
    CH: 'CHF',
    LI: 'CHF',
  },
} as const;

/** ACT-042, as its first list has it. */
export const registrationNumberCountries =
  'AM AZ BY BR HU IN IQ KZ KG MD MM PL RU SA ZA SS TJ TH TR UA AE UZ VE VN'.split(' ');
