export { PlaysSink } from './plays-sink.ts';
export { RecipeFetchService } from './recipe-fetch.service.ts';
export { ReckoningService } from './reckoning.service.ts';
export { TallyModule } from './tally.module.ts';
