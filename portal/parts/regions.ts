// The countries that forms and filters offer, by their names in the language of the page.
import { useIntl } from 'react-intl';

const regions = ['AT', 'AU', 'BE', 'BR', 'CA', 'CH', 'CN', 'CZ', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'HK', 'ID', 'IE']
  .concat(['IN', 'IT', 'JP', 'KR', 'LU', 'MX', 'MY', 'NL', 'NO', 'NZ', 'PH', 'PL', 'PT', 'SE', 'SG', 'TH', 'TW'])
  .concat(['US', 'VN', 'ZA']);

export function useRegions(countries: readonly string[] = regions): readonly { value: string; label: string }[] {
  const { formatDisplayName, locale } = useIntl();
  const named = countries.map((value) => ({ value, label: formatDisplayName(value, { type: 'region' }) ?? value }));
  return named.sort((one, next) => one.label.localeCompare(next.label, locale));
}
