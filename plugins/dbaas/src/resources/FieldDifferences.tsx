import { ResourceField } from '@dbaas-portal/plugin-dbaas-common';
import { toneColor } from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';

const useStyles = makeStyles(theme => ({
  path: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  value: {
    margin: 0,
    padding: theme.spacing(0.25, 0.75),
    maxHeight: 200,
    overflow: 'auto',
    fontFamily: 'monospace',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    borderLeft: '3px solid',
  },
  is: {
    borderColor: toneColor(theme, 'error'),
    backgroundColor: alpha(toneColor(theme, 'error'), 0.08),
  },
  wanted: {
    borderColor: toneColor(theme, 'ok'),
    backgroundColor: alpha(toneColor(theme, 'ok'), 0.08),
  },
  muted: { color: theme.palette.text.secondary, fontStyle: 'italic' },
}));

/** Field by field: what is there, what is wanted, and who says so. */
export const FieldDifferences = (props: {
  fields: ResourceField[];
  total: number;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const value = (text: string | undefined, side: 'is' | 'wanted') =>
    text === undefined ? (
      <span className={classes.muted}>{t('resources.detail.nothing')}</span>
    ) : (
      <pre className={`${classes.value} ${classes[side]}`}>{text}</pre>
    );
  const columns: Array<SimpleColumn<ResourceField>> = [
    {
      id: 'path',
      title: t('resources.detail.path'),
      render: field => <span className={classes.path}>{field.path}</span>,
    },
    {
      id: 'is',
      title: t('resources.detail.is'),
      render: field => value(field.is, 'is'),
    },
    {
      id: 'wanted',
      title: t('resources.detail.wanted'),
      render: field => value(field.wanted, 'wanted'),
    },
    // Not every platform keeps who writes what.
    ...(props.fields.some(field => field.managers.length > 0)
      ? [
          {
            id: 'managers',
            title: t('resources.detail.managers'),
            render: (field: ResourceField) =>
              field.managers.join(', ') || t('resources.detail.nobody'),
          },
        ]
      : []),
  ];
  return (
    <>
      <SimpleTable
        label={t('resources.detail.differences')}
        columns={columns}
        rows={props.fields}
        rowKey={field => field.path}
      />
      {props.total > props.fields.length && (
        <Typography variant="body2" color="textSecondary">
          {t('resources.detail.more', {
            shown: String(props.fields.length),
            total: String(props.total),
          })}
        </Typography>
      )}
    </>
  );
};
