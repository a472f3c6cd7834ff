import { Progress } from '@backstage/core-components';
import {
  ErrorPanel,
  LiveQuery,
  StaleNotice,
} from '@dbaas-portal/plugin-dbaas-react';
import { ReactNode } from 'react';

/** Loading, then an error with what to do, else the data. */
export function Loaded<T>(props: {
  query: LiveQuery<T>;
  children: (data: T) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined) {
    return (
      <>
        <StaleNotice error={query.error} onRetry={query.refresh} />
        {props.children(query.data)}
      </>
    );
  }
  if (query.error) {
    return <ErrorPanel error={query.error} onRetry={query.refresh} />;
  }
  return <Progress />;
}
