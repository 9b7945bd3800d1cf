// The parts of the OpenAPI document that are the same for every operation: headers, refusals, ways to prove who calls.
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export const reference = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });

const header = (name: string, description: string, schema: JsonObject): JsonObject => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});
export const parameters: Record<string, JsonObject> = {
  IdempotencyKey: header(
    'Idempotency-Key',
    'A UUID of yours for each command, the same when you try again: then the first answer comes back.',
    { type: 'string', format: 'uuid' },
  ),
  IfMatch: header('If-Match', 'The version you have read, in quotes; 412 when there is a newer one.', {
    type: 'string',
    examples: ['"3"'],
  }),
  PreviewToken: header('Preview-Token', 'From a preview: refuses (409) if the outcome would now differ.', {
    type: 'string',
  }),
  Preview: {
    name: 'preview',
    in: 'query',
    required: false,
    description: 'Runs everything and changes nothing; answers what would happen.',
    schema: { type: 'boolean' },
  },
  RequestId: header('Request-Id', 'A trace of yours, given back and written into our log.', {
    type: 'string',
    pattern: '^[\\w.-]{1,64}$',
  }),
  Consistency: header(
    'Consistency',
    'The token that a change answered with: this answer then shows at least that change, on whichever server.',
    { type: 'string' },
  ),
  AcceptLanguage: header('Accept-Language', 'The language of sentences: en, ko or zh-CN; codes stay as they are.', {
    type: 'string',
  }),
};

const meanings: Record<string, string> = {
  400: 'The request does not fit the contract; `errors` names each field.',
  401: 'We do not know who calls, or a second factor is missing.',
  403: 'The caller may not do this; `detail` says who may.',
  404: 'There is no such thing, or the caller may not see it.',
  409: 'It cannot be done in this state, or the outcome differs from the preview.',
  412: 'The version is no longer the last one; `details.current` is.',
  413: 'The request is too large.',
  415: 'Only JSON is understood.',
  422: 'A rule of the program stands against it; `rule` names it and `mend` says what helps.',
  429: 'Too many requests; wait for the seconds of `Retry-After`.',
  503: 'Not now; try again with the same Idempotency-Key.',
};
export const responses: Record<string, JsonObject> = Object.fromEntries(
  Object.entries(meanings).map(([status, description]) => [
    `Refused${status}`,
    {
      description,
      headers: { 'Request-Id': reference('headers', 'RequestId') },
      content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } },
    },
  ]),
);

export const securitySchemes: Record<string, JsonObject> = {
  oauth: {
    type: 'oauth2',
    description: 'People: authorization code with PKCE. Programs: client credentials.',
    flows: {
      authorizationCode: {
        authorizationUrl: '/oauth/authorize',
        tokenUrl: '/oauth/token',
        refreshUrl: '/oauth/token',
        scopes: {},
        'x-pkce': 'S256',
      },
      clientCredentials: { tokenUrl: '/oauth/token', scopes: {} },
    },
  },
  session: { type: 'apiKey', in: 'cookie', name: 'kontor-session', description: 'The session of the portal.' },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'CSRF-Token',
    description: 'From `GET /api/v1/me`; with every POST that relies on the cookie.',
  },
};
