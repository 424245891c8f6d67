export { ShareLinkService } from './share-link.service.ts';
export { ShareLinksModule } from './share-links.module.ts';
