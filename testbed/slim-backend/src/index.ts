import { slimBackend } from './slimBackend';

slimBackend().start();
