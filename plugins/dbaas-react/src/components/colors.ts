import { Theme } from '@material-ui/core/styles';
import {
  Health,
  OperationState,
  StepState,
} from '@dbaas-portal/plugin-dbaas-common';

/** What a colour means here; the colours themselves are the theme's. */
export type Tone = 'ok' | 'warning' | 'error' | 'running' | 'neutral';

/** The theme's status colour; plain MUI themes have no `status` palette. */
export function toneColor(theme: Theme, tone: Tone): string {
  const status = 'status' in theme.palette ? theme.palette.status : undefined;
  switch (tone) {
    case 'ok':
      return status?.ok ?? theme.palette.success.main;
    case 'warning':
      return status?.warning ?? theme.palette.warning.main;
    case 'error':
      return status?.error ?? theme.palette.error.main;
    case 'running':
      return status?.running ?? theme.palette.info.main;
    default:
      return status?.aborted ?? theme.palette.text.disabled;
  }
}

export const HEALTH_TONES: Record<Health, Tone> = {
  green: 'ok',
  yellow: 'warning',
  red: 'error',
  grey: 'neutral',
};

export const STATE_TONES: Record<OperationState | StepState, Tone> = {
  pending: 'neutral',
  running: 'running',
  succeeded: 'ok',
  failed: 'error',
  cancelled: 'neutral',
  skipped: 'neutral',
};
