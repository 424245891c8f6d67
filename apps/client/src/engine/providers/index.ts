export {
  canPickFolder,
  filesFromInput,
  forgetFolder,
  pickFolder,
  rememberedFolder,
  reopenFolder,
  type PickedFolder,
} from './browser-folder.ts';
export { DemoProvider } from './demo-provider.ts';
export { LocalFilesProvider, type IndexProgress, type IndexReport, type LocalFile } from './local-files.ts';
export { ProviderError, type ProviderErrorCode } from './provider-error.ts';
export { resolveSource, type SourceResolution } from './resolve-source.ts';
export { IndexedDbTagIndex, type TagIndex, type TagRecord } from './tag-index.ts';
