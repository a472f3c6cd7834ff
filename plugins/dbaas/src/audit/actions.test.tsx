import { renderInTestApp } from '@backstage/frontend-test-utils';
import { OPERATION_KINDS } from '@dbaas-portal/plugin-dbaas-common';
import { screen } from '@testing-library/react';
import { KNOWN_ACTIONS, readAction } from './actions';
import { useActionName } from './useActionName';

const Names = ({ actions }: { actions: string[] }) => {
  const nameOf = useActionName();
  return <>{actions.map(action => `[${nameOf(action)}]`).join('')}</>;
};

describe('the words of audited actions', () => {
  it('know every operation on a database', () => {
    for (const kind of OPERATION_KINDS) {
      expect(readAction(`instance-${kind}`)).toBeDefined();
      expect(KNOWN_ACTIONS).toContain(`instance-${kind}`);
    }
    expect(new Set(KNOWN_ACTIONS).size).toBe(KNOWN_ACTIONS.length);
  });

  it('are words, also for what a newer backend records', async () => {
    renderInTestApp(
      <Names
        actions={[
          'credential-reveal',
          'instance-rotate-password',
          'instance-create',
          'backup-restore-started',
        ]}
      />,
    );
    expect(
      await screen.findByText(
        '[Show a password][Rotate password][Request a database][Backup restore started]',
      ),
    ).toBeInTheDocument();
  });
});
