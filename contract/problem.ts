// The shape of a refusal on the wire (RFC 9457); `also` holds further obstacles that stand at the same time.
import { type Static, Type } from 'typebox';

const Reason = {
  code: Type.String(),
  rule: Type.Optional(Type.String()),
  detail: Type.String(),
  mend: Type.String(),
  /** Facts behind the sentence, for programs: which field, which version, which blocker. */
  details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
};
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  requestId: Type.String(),
  ...Reason,
  also: Type.Array(Type.Object(Reason)),
  errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
});
export type Problem = Static<typeof Problem>;
