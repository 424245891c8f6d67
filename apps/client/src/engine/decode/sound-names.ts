/**
 * Names of files that may be recordings: what is looked at when a folder is read. Windows Media, Matroska and the last row are decoded
 * where the platform can, and refused by name elsewhere.
 */
const SOUND_NAME =
  /\.(?:flac|mp3|ogg|oga|opus|wav|wave|w64|rf64|aif|aiff|aifc|m4a|m4b|mp4|aac|wma|asf|webm|weba|mka|mov|wv|ape|mpc|tta|dsf|dff|caf|au)$/i;

/** Whether a file's name is one of a recording; what it is its bytes tell. */
export const isSoundName = (name: string): boolean => SOUND_NAME.test(name);
