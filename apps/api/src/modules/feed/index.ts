export { FeedModule } from './feed.module.ts';
export { FeedService } from './feed.service.ts';
export type { FeedRequest } from './feed.service.ts';
export type { GoneEntry, Producer } from './feed.view.ts';
