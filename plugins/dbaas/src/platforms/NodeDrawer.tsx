import { LocationNode, NodeMember } from '@dbaas-portal/plugin-dbaas-common';
import {
  HealthChip,
  ReasonText,
  RefLink,
  StatusDot,
  useFormat,
  useLiveQuery,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { Facts } from '../ui/Facts';
import { Loaded } from '../ui/Loaded';
import { SideDrawer } from '../ui/SideDrawer';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { NodeState } from './NodeState';
import { useNodeAmounts } from './useNodeAmounts';

const useStyles = makeStyles(theme => ({
  title: {
    fontSize: '1rem',
    fontWeight: 600,
    margin: theme.spacing(3, 0, 1),
  },
  member: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  list: { margin: 0, paddingLeft: theme.spacing(2) },
}));

const NodeFacts = ({ node }: { node: LocationNode }) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const amounts = useNodeAmounts();
  const remarks = [
    ...(node.cordoned ? [t('platforms.nodes.cordonedText')] : []),
    ...node.remarks.map(localized),
  ];
  return (
    <Facts
      facts={[
        {
          name: t('platforms.nodes.state'),
          value: (
            <>
              <NodeState node={node} />
              {node.reason && (
                <div>
                  <ReasonText reason={node.reason} />
                </div>
              )}
            </>
          ),
        },
        node.zone !== undefined && {
          name: t('platforms.nodes.zone'),
          value: node.zone,
        },
        node.roles.length > 0 && {
          name: t('platforms.nodes.roles'),
          value: node.roles.join(', '),
        },
        remarks.length > 0 && {
          name: t('platforms.nodes.remarks'),
          value: (
            <ul className={classes.list}>
              {remarks.map(text => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ),
        },
        { name: t('platforms.nodes.cpu'), value: amounts.cpu(node) },
        { name: t('platforms.nodes.memory'), value: amounts.memory(node) },
        node.allocatable.places !== undefined && {
          name: t('platforms.nodes.places'),
          value: amounts.places(node),
        },
        node.version !== undefined && {
          name: t('platforms.nodes.version'),
          value: node.version,
        },
      ]}
    />
  );
};

const Members = (props: { items: NodeMember[]; total: number }) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const { items, total } = props;
  const columns: Array<SimpleColumn<NodeMember>> = [
    {
      id: 'instance',
      title: t('platforms.members.instance'),
      render: ({ tenant, instance }) => (
        <RefLink
          entityRef={instanceRef({ tenant, name: instance })}
          title={instance}
        />
      ),
    },
    {
      id: 'tenant',
      title: t('platforms.members.tenant'),
      render: ({ tenant }) => tenant,
    },
    {
      id: 'member',
      title: t('platforms.members.member'),
      render: ({ member }) => (
        <span className={classes.member}>
          <StatusDot tone={member.ready ? 'ok' : 'error'} />
          {member.name}
        </span>
      ),
    },
    {
      id: 'role',
      title: t('platforms.members.role'),
      render: ({ member }) => shared(`role.${member.role}`),
    },
    {
      id: 'health',
      title: t('platforms.members.health'),
      render: ({ health }) => <HealthChip health={health} />,
    },
  ];
  if (total === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('platforms.members.none')}
      </Typography>
    );
  }
  return (
    <>
      {items.length > 0 && (
        <SimpleTable
          label={t('platforms.members.title')}
          columns={columns}
          rows={items}
          rowKey={({ uid, member }) => `${uid}/${member.name}`}
        />
      )}
      {total > items.length && (
        <Typography variant="body2" color="textSecondary">
          {t('platforms.members.hidden', {
            number: format.number(total - items.length),
          })}
        </Typography>
      )}
    </>
  );
};

/** One node, and the members of databases that it carries. */
export const NodeDrawer = (props: {
  location: string;
  /** Nothing is shown without. */
  node?: LocationNode;
  onClose: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { location, node } = props;
  const name = node?.name ?? '';
  const query = useLiveQuery(
    `location/${location}/members/${name}`,
    (api, options) => api.listNodeMembers(location, name, options),
    { enabled: node !== undefined },
  );
  return (
    <SideDrawer open={node !== undefined} onClose={props.onClose} title={name}>
      {node && (
        <>
          <NodeFacts node={node} />
          <Typography component="h3" className={classes.title}>
            {t('platforms.members.title')}
          </Typography>
          <Loaded query={query}>
            {({ items, total }) => <Members items={items} total={total} />}
          </Loaded>
        </>
      )}
    </SideDrawer>
  );
};
