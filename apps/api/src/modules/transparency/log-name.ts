/** The two public logs of an instance. */
export const LOG_NAMES = ['consent', 'plays'] as const;
export type LogName = (typeof LOG_NAMES)[number];

/** An address without its scheme: what origins and key names are made of (tlog-tiles, "Parameters"). */
const host = (baseUrl: string): string => new URL(baseUrl).host;

/** Which log: `flipside.example/log/plays`. */
export const originOf = (baseUrl: string, log: LogName): string => `${host(baseUrl)}/log/${log}`;

/** The name under which this instance cosigns the logs of others. */
export const witnessNameOf = (baseUrl: string): string => `${host(baseUrl)}/witness`;
