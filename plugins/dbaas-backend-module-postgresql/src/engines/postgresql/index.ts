export { postgresql, POSTGRESQL } from './descriptor';
