export { demoCatalogue, type DemoRecording } from './catalogue.ts';
export { renderDemoMix, renderDemoStems } from './render-demo.ts';
