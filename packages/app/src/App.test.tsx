import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('starts, and asks who one is', async () => {
    process.env = {
      ...process.env,
      NODE_ENV: 'test',
      // Backstage reads it as data where nothing was bundled; the type says string.
      ...Object.fromEntries([
        [
          'APP_CONFIG',
          [
            {
              data: {
                app: { title: 'Test', baseUrl: 'http://localhost:3000' },
                backend: { baseUrl: 'http://localhost:7007' },
              },
              context: 'test',
            },
          ],
        ],
      ]),
    };

    render(App.createRoot());

    expect(
      await screen.findByText('Enter', {}, { timeout: 20_000 }),
    ).toBeInTheDocument();
  });
});
