// The log of the server: one line of JSON each, and nothing in it that lets anybody in (SEC-014).
import type { FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Paths hold tokens of links, so the route is named instead, as the contract writes it. */
const request = ({ method, routeOptions, ip, headers }: FastifyRequest) => ({
  method,
  route: routeOptions?.url ?? null,
  host: headers.host,
  remoteAddress: ip,
});
/** Of an error of the database only what it is: its details quote rows. */
const error = ({ name, message, stack, code }: Error & { code?: string }) => ({ type: name, message, stack, code });

export const makeLog = (level: string, destination?: DestinationStream): Logger => {
  const serializers = { req: request as (value: unknown) => unknown, err: error as (value: unknown) => unknown };
  return destination ? pino({ level, serializers }, destination) : pino({ level, serializers });
};
