import Tooltip from '@material-ui/core/Tooltip';
import { useFormat } from '../format/useFormat';
import { useNow } from '../hooks/useNow';

/**
 * How long ago something was, or when it will be; the exact time on hover.
 *
 * @public
 */
export const RelativeTime = ({ at }: { at: string }) => {
  const format = useFormat();
  const now = useNow();
  return (
    <Tooltip title={format.dateTime(at)}>
      <time dateTime={at}>{format.relative(at, now)}</time>
    </Tooltip>
  );
};
