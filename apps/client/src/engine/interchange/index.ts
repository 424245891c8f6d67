export { dawArchive, dawArchiveBytes, missingSounds } from './daw-archive.ts';
export { PROJECT_FILE, RECIPE_FILE } from './daw-names.ts';
export { encodeMidi } from './midi.ts';
export { DawProjectError } from './read-daw-clips.ts';
export { readDawProject } from './read-daw-project.ts';
export { readFromZip, ZipError } from './read-zip.ts';
export { partsOf, stemArchive, stemArchiveBytes, type StemArchiveOptions } from './stem-archive.ts';
export { unsaid } from './write-daw-project.ts';
export { MOST_ZIP_BYTES } from './zip-stream.ts';
