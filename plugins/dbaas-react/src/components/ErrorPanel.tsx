import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DbaasErrorDetails, readDbaasError } from '../api/errors';
import { readableText } from '../format/readableText';
import { useLocalized } from '../text/useLocalized';
import { dbaasReactTranslationRef } from '../translation/ref';
import { toneColor } from './colors';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `4px solid ${toneColor(theme, 'error')}`,
    backgroundColor: theme.palette.background.paper,
    borderRadius: theme.shape.borderRadius,
    padding: theme.spacing(1.5, 2),
    overflowWrap: 'anywhere',
  },
  details: { marginTop: theme.spacing(1), fontSize: '0.8rem' },
  code: { whiteSpace: 'pre-wrap', margin: theme.spacing(0.5, 0, 0) },
  button: { marginTop: theme.spacing(1) },
}));

function adviceOf(details: DbaasErrorDetails) {
  switch (details.status) {
    case undefined:
    case 502:
    case 503:
    case 504:
      return 'error.offline';
    case 401:
      return 'error.signedOut';
    case 403:
      return 'error.forbidden';
    case 404:
      return 'error.notFound';
    case 409:
      return 'error.conflict';
    default:
      return details.status >= 500 ? 'error.server' : undefined;
  }
}

/**
 * Says what went wrong and what to do about it; the technical part is folded.
 *
 * @public
 */
export const ErrorPanel = (props: {
  error: Error;
  title?: string;
  onRetry?: () => void;
}) => {
  const classes = useStyles();
  const localized = useLocalized();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  const details = readDbaasError(props.error);
  const text = readableText(details);
  const advice = adviceOf(details);
  const technical = [
    details.status && `HTTP ${details.status}`,
    details.name,
    details.code,
    details.field,
    details.message,
  ].filter(Boolean);
  return (
    <div className={classes.root} role="alert">
      <Typography variant="subtitle1" component="p">
        {props.title ?? t('error.title')}
      </Typography>
      {text && <Typography variant="body2">{localized(text)}</Typography>}
      {advice && <Typography variant="body2">{t(advice)}</Typography>}
      {!details.text && !advice && (
        <Typography variant="body2">{details.message}</Typography>
      )}
      {(details.text || advice) && (
        <details className={classes.details}>
          <summary>{t('error.technical')}</summary>
          <pre className={classes.code}>{technical.join('\n')}</pre>
        </details>
      )}
      {props.onRetry && (
        <Button
          className={classes.button}
          size="small"
          variant="outlined"
          onClick={props.onRetry}
        >
          {t('error.retry')}
        </Button>
      )}
    </div>
  );
};

/**
 * An error of an action in one or two lines, for dialogs and forms.
 *
 * @public
 */
export const ActionError = ({ error }: { error?: Error }) => {
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  if (!error) return null;
  return <ErrorPanel error={error} title={t('error.actionTitle')} />;
};
