import { diesAfterStep } from './diesAfterStep';
import { slimBackend } from './slimBackend';

// Dies as soon as it has written the end of one step into the journal.
const backend = slimBackend();
backend.add(diesAfterStep);
backend.start();
