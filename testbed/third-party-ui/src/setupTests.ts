import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';

// Pages of a whole app are slow in jsdom on a busy machine; a test that hangs
// still ends.
jest.setTimeout(120_000);
configure({ asyncUtilTimeout: 30_000 });
