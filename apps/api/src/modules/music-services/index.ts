export { MusicServicesModule } from './music-services.module.ts';
export { MusicServiceService } from './music-service.service.ts';
