import { useApi } from '@backstage/core-plugin-api';
import {
  InstanceDetail,
  Operation,
  OperationFacet,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasApiRef,
  OperationStart,
  StatusDot,
  useKindName,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useEffect, useRef } from 'react';
import { newIdempotencyKey } from '../../forms/idempotencyKey';
import { PreviewPanel } from '../../forms/PreviewPanel';
import { Problems } from '../../forms/problems';
import { usePreview } from '../../forms/usePreview';
import { useWords } from '../../translation/useWords';
import { FormDialog } from '../../ui/FormDialog';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  interrupts: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  preview: {
    borderTop: `1px solid ${theme.palette.divider}`,
    paddingTop: theme.spacing(2),
  },
}));

export type OperationDialogProps = {
  open: boolean;
  instance: InstanceDetail;
  facet: OperationFacet;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
};

/**
 * Asks for an operation: its effect, its inputs, what would happen. The input
 * is undefined while it is not complete.
 */
export const OperationDialog = (
  props: OperationDialogProps & {
    start?: OperationStart;
    title?: string;
    submitLabel?: string;
    maxWidth?: 'xs' | 'sm' | 'md';
    children?: (problems: Problems) => ReactNode;
  },
) => {
  const classes = useStyles();
  const { t } = useWords();
  const kindName = useKindName();
  const localized = useLocalized();
  const api = useApi(dbaasApiRef);
  const { instance, facet, start, open } = props;
  const { uid, revision, spec } = instance.record;
  const kind = kindName(facet.kind);
  const key = useRef('');
  const body = start && JSON.stringify(start);
  useEffect(() => {
    // Another input is another intent.
    key.current = newIdempotencyKey();
  }, [open, body]);

  const { preview, pending, error } = usePreview(
    open && body ? `${uid}/${revision}/${body}` : undefined,
    (client, options) =>
      start
        ? client.previewOperation(uid, { ...start, revision }, options)
        : Promise.reject(new Error('nothing to ask')),
  );
  const problems = Problems.of(preview?.problems ?? []);

  return (
    <FormDialog
      open={open}
      maxWidth={props.maxWidth}
      title={props.title ?? t('actions.confirm', { kind, name: spec.name })}
      submitLabel={props.submitLabel ?? kind}
      disabled={!start || (!pending && problems.all.length > 0)}
      onClose={props.onClose}
      onSubmit={async () => {
        if (!start) return;
        props.onStarted(
          await api.startOperation(
            uid,
            { ...start, revision },
            { idempotencyKey: key.current },
          ),
        );
      }}
    >
      <div className={classes.root}>
        {facet.effect && (
          <Typography variant="body2">{localized(facet.effect)}</Typography>
        )}
        {facet.interrupts !== undefined && (
          <Typography variant="body2" className={classes.interrupts}>
            <StatusDot tone={facet.interrupts ? 'warning' : 'ok'} />
            {t(facet.interrupts ? 'actions.interrupts' : 'actions.noInterrupt')}
          </Typography>
        )}
        {props.children?.(problems)}
        {problems.elsewhere(['parameters', 'resources', 'input']).map(entry => (
          <Typography
            key={`${entry.field}/${entry.code}`}
            variant="body2"
            color="error"
            role="alert"
          >
            {localized(entry.text)}
          </Typography>
        ))}
        {body && (
          <div className={classes.preview} aria-live="polite">
            {pending && (
              <Typography variant="body2" color="textSecondary">
                {t('actions.preview.asking')}
              </Typography>
            )}
            {error && (
              <Typography variant="body2" color="textSecondary">
                {t('actions.preview.failed')}
              </Typography>
            )}
            {preview && <PreviewPanel preview={preview} />}
          </div>
        )}
      </div>
    </FormDialog>
  );
};
