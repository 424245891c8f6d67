export { SampleService } from './sample.service.ts';
export type { PlaySample, SampledPlay, SampleRequest, SampleSummary } from './sample.types.ts';
export { SamplesModule } from './samples.module.ts';
