// The offer matrix: who may buy how many of a SKU, after what, and what it may become (SUB-042, SUB-043, SUB-050).
import { Column } from './column.ts';
import type { MatrixRow } from './rows.ts';
import { must, namingColumns, type Shape } from './shape.ts';
import * as values from './values.ts';

const always = { from: null, until: null, min: null, max: null, isWithdrawal: false };

export function matrixShape(): Shape<MatrixRow> {
  const naming = namingColumns();
  const rules = {
    provisioningId: new Column('ProvisioningId', values.text),
    provisioningString: new Column('ProvisioningString', values.text),
    licencesMin: new Column('MinLicenses', values.wholeOrNone, must),
    licencesMax: new Column('MaxLicenses', values.wholeOrNone, must),
    ownershipLimit: new Column('AssetOwnershipLimit', values.wholeOrNone, must),
    ownershipLimitType: new Column('AssetOwnershipLimitType', values.limitType, must),
    prerequisites: new Column('ProductSkuPreRequisites', values.skuReferences, must),
    conversions: new Column('ProductSkuConversion', values.skuReferences, must),
    description: new Column('Description', values.text),
    allowedCountries: new Column('AllowedCountries', values.countries, must),
  };
  return {
    columns: [...Object.values(naming), ...Object.values(rules)],
    identity: [naming.productId, naming.skuId],
    row: (line) => ({
      line,
      productTitle: naming.productTitle.value,
      productId: naming.productId.value,
      skuId: naming.skuId.value,
      skuTitle: naming.skuTitle.value,
      provisioningId: rules.provisioningId.value,
      provisioningString: rules.provisioningString.value,
      licencesMin: rules.licencesMin.value,
      licencesMax: rules.licencesMax.value,
      ownershipLimit: rules.ownershipLimit.value,
      ownershipLimitType: rules.ownershipLimitType.value,
      prerequisites: rules.prerequisites.value,
      conversions: rules.conversions.value,
      description: rules.description.value,
      allowedCountries: rules.allowedCountries.value,
    }),
    span: () => always,
    crossFlaw: matrixFlaw,
  };
}

function matrixFlaw({ licencesMin, licencesMax, ownershipLimit, ownershipLimitType }: MatrixRow) {
  if (licencesMax !== null && licencesMax < (licencesMin ?? 0)) {
    return { column: 'MaxLicenses', code: 'range_backwards' } as const;
  }
  // A limit without its number would silently be no limit.
  if (ownershipLimitType !== 'none' && ownershipLimit === null) {
    return { column: 'AssetOwnershipLimit', code: 'value_missing' } as const;
  }
  return null;
}
