import { TerminalTicket } from '@dbaas-portal/plugin-dbaas-common';

export const sampleTicket: TerminalTicket = {
  ticket: 'ticket',
  expiresAt: '2030-01-01T00:00:00Z',
  idleSeconds: 900,
  maxSeconds: 28800,
};
