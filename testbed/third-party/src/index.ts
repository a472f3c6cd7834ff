export { thirdPartyModule as default } from './module';
