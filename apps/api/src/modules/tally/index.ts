export { PlaysSink } from './plays-sink.ts';
export { ReceivableFileService } from './receivable-file.service.ts';
export { ReceivableService } from './receivable.service.ts';
export type {
  PeerReceivable,
  PeerReceivables,
  Receivable,
  ReceivableLine,
  ReceivableLinePage,
  ReceivablePage,
} from './receivable.types.ts';
export { RecipeFetchService } from './recipe-fetch.service.ts';
export { ReckoningService } from './reckoning.service.ts';
export { TallyModule } from './tally.module.ts';
