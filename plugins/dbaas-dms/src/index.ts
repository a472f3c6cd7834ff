export { dbaasDmsPlugin as default } from './plugin';
