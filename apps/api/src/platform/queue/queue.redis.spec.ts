import { describeQueue } from './queue.spec-support.ts';

describeQueue('Redis', () => ({ REDIS_URL: process.env['FLIPSIDE_TEST_REDIS'] ?? '' }));
