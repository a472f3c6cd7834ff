export { thirdPartyUi as default } from './module';
