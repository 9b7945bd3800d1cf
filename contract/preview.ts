// What a preview answers: everything the command would do, as far as the caller may see it.
import { type Static, Type } from 'typebox';

const Sentences = Type.Array(Type.String());
export const Preview = Type.Object({
  would: Type.Object({
    /** The things as they would be, each with its kind and its facts. */
    states: Type.Array(
      Type.Intersect([
        Type.Object({ thing: Type.String(), id: Type.String(), status: Type.String() }),
        Type.Record(Type.String(), Type.Unknown()),
      ]),
    ),
    events: Type.Array(Type.Object({ type: Type.String(), thing: Type.String(), id: Type.String() })),
    access: Sentences,
    money: Sentences,
    deadlines: Sentences,
    unchanged: Sentences,
    refusals: Type.Array(
      Type.Object({
        code: Type.String(),
        rule: Type.Optional(Type.String()),
        says: Type.String(),
        mend: Type.String(),
      }),
    ),
  }),
  why: Type.Optional(Type.String()),
  token: Type.Optional(Type.String()),
});
export type Preview = Static<typeof Preview>;
