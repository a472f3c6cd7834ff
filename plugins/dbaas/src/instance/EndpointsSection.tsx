import { Endpoint, InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { CopyButton } from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { inOrder } from './connect';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';

const useStyles = makeStyles(theme => ({
  address: { display: 'flex', alignItems: 'center', gap: 4 },
  code: { fontFamily: 'monospace', fontSize: '0.875rem' },
  empty: { padding: theme.spacing(2) },
}));

/** Where an instance is reached. */
export const EndpointsSection = (props: { instance: InstanceDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const endpoints = inOrder(props.instance.status.endpoints);
  const columns: Array<SimpleColumn<Endpoint>> = [
    {
      id: 'role',
      title: t('instance.endpoint.title'),
      render: endpoint =>
        endpoint.member ?? t(`instance.endpoint.${endpoint.role}`),
    },
    {
      id: 'address',
      title: t('instance.endpoint.address'),
      render: ({ host, port }) => {
        const address = `${host}:${port}`;
        return (
          <span className={classes.address}>
            <code className={classes.code}>{address}</code>
            <CopyButton text={address} what={address} />
          </span>
        );
      },
    },
    {
      id: 'tls',
      title: 'TLS',
      render: endpoint => t(endpoint.tls ? 'common.yes' : 'common.no'),
    },
  ];
  return (
    <Section flush title={t('instance.endpoint.titles')}>
      {endpoints.length === 0 ? (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.empty}
        >
          {t('instance.connect.notYet')}
        </Typography>
      ) : (
        <SimpleTable
          label={t('instance.endpoint.titles')}
          columns={columns}
          rows={endpoints}
          rowKey={entry => `${entry.role}/${entry.host}:${entry.port}`}
        />
      )}
    </Section>
  );
};
