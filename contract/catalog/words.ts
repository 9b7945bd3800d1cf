// The words that the promises about the catalogue share: lists, segments, SKUs, amounts.
import { Type } from 'typebox';
import { Money } from '../operation.ts';

export const List = () => Type.Enum(['licence', 'usage', 'software', 'reservation']);
export const Segment = () => Type.Enum(['Commercial', 'Education', 'Charity', 'Government']);
export const BillingPlan = () => Type.Enum(['Monthly', 'Annual', 'Triennial', 'None']);
export const SkuId = () => Type.String({ pattern: '^[A-Z0-9]{12}:[A-Z0-9]{4}$' });
export const TermText = () => Type.String({ maxLength: 40, pattern: '^[A-Za-z0-9-]+$' });
export const Amount = Money;
