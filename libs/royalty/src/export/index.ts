export * from './csv.ts';
export * from './decimal.ts';
export * from './dsr.ts';
export { dsrRecord, dsrText, parseDsrRecord } from './dsr.record.ts';
export * from './dsr.types.ts';
export * from './export.types.ts';
