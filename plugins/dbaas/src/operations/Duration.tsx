import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { useFormat, useNow } from '@dbaas-portal/plugin-dbaas-react';

const Since = ({ startedAt }: { startedAt: string }) => {
  const format = useFormat();
  const now = useNow(1000);
  return <>{format.duration(now - Date.parse(startedAt))}</>;
};

/** How long an operation took, or has taken so far; only the latter ticks. */
export const Duration = (props: {
  operation: Pick<Operation, 'startedAt' | 'endedAt'>;
}) => {
  const format = useFormat();
  const { startedAt, endedAt } = props.operation;
  if (!startedAt) return null;
  if (!endedAt) return <Since startedAt={startedAt} />;
  return <>{format.duration(Date.parse(endedAt) - Date.parse(startedAt))}</>;
};
