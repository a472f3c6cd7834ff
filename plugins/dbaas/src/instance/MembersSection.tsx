import {
  InstanceDetail,
  MemberStatus,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  ReasonText,
  StatusDot,
  useFormat,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';

const useStyles = makeStyles(theme => ({
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontWeight: 600,
  },
  muted: { color: theme.palette.text.secondary },
  amount: { whiteSpace: 'nowrap' },
  empty: { padding: theme.spacing(2) },
}));

/** The members of an instance, as they are seen now. */
export const MembersSection = ({ instance }: { instance: InstanceDetail }) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const { members } = instance.status;
  const { resources } = instance.record.spec;
  const share = (used: number | undefined, limit: number) =>
    used === undefined ? (
      <span className={classes.muted}>—</span>
    ) : (
      <span className={classes.amount}>
        {format.mib(used)}{' '}
        <span className={classes.muted}>/ {format.mib(limit)}</span>
      </span>
    );
  const columns: Array<SimpleColumn<MemberStatus>> = [
    {
      id: 'name',
      title: t('instance.member.name'),
      render: member => (
        <span className={classes.name}>
          <StatusDot tone={member.ready ? 'ok' : 'error'} />
          {member.name}
        </span>
      ),
    },
    {
      id: 'role',
      title: t('instance.member.role'),
      render: member => shared(`role.${member.role}`),
    },
    {
      id: 'ready',
      title: t('instance.member.ready'),
      render: member => (
        <>
          {t(member.ready ? 'common.yes' : 'common.no')}
          {member.reason && (
            <div className={classes.muted}>
              <ReasonText reason={member.reason} />
            </div>
          )}
        </>
      ),
    },
    {
      id: 'lag',
      title: t('instance.member.lag'),
      align: 'right',
      render: member =>
        member.lagSeconds === undefined ? (
          <span className={classes.muted}>—</span>
        ) : (
          format.duration(member.lagSeconds * 1000)
        ),
    },
    {
      id: 'memory',
      title: t('instance.member.memory'),
      align: 'right',
      render: member => share(member.memoryMib, resources.memoryMib),
    },
    {
      id: 'disk',
      title: t('instance.member.disk'),
      align: 'right',
      render: member => share(member.storageMib, resources.storageMib),
    },
    {
      id: 'restarts',
      title: t('instance.member.restarts'),
      align: 'right',
      render: member => member.restarts ?? '—',
    },
    {
      id: 'version',
      title: t('instance.member.version'),
      render: member =>
        member.version ?? <span className={classes.muted}>—</span>,
    },
    // A platform of one machine has nothing to tell here.
    ...(members.some(member => member.node)
      ? [
          {
            id: 'node',
            title: t('instance.member.node'),
            render: (member: MemberStatus) => member.node ?? '—',
          },
        ]
      : []),
  ];
  return (
    <Section flush title={t('instance.member.title')}>
      {members.length === 0 ? (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.empty}
        >
          {t('instance.member.none')}
        </Typography>
      ) : (
        <SimpleTable
          label={t('instance.member.title')}
          columns={columns}
          rows={members}
          rowKey={member => member.name}
        />
      )}
    </Section>
  );
};
