import { describeQueue } from './queue.spec-support.ts';

describeQueue('PostgreSQL', () => ({}));
