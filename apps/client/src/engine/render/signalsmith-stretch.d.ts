/** The package has no types; only what its evaluation registers is used (see `stretch-engine.ts`). */
declare module 'signalsmith-stretch';
