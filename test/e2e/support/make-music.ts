import { makeMusicFolder } from './music.ts';

/** Prints the folder it made. A process of its own, because encoders are slow inside the test runner's sandbox. */
console.log(await makeMusicFolder());
