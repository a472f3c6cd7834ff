import { Availability, EngineOffer } from '@dbaas-portal/plugin-dbaas-common';
import {
  EngineIcon,
  ReasonText,
  StatusDot,
  useEngines,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { Command } from './Reasons';

const useStyles = makeStyles(theme => ({
  engine: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontWeight: 600,
  },
  muted: { color: theme.palette.text.secondary },
  state: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  not: {
    color: theme.palette.text.secondary,
    textDecoration: 'line-through',
  },
  empty: { padding: theme.spacing(2) },
}));

type Choice = { id: string; name: string; availability: Availability };

/** What one can choose; what not, says why on hover and focus. */
const Choices = ({ choices }: { choices: Choice[] }) => {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {choices.map(({ id, name, availability: { available, reason } }) => (
        <li key={id}>
          {available || !reason ? (
            <span className={available ? undefined : classes.not}>{name}</span>
          ) : (
            <Tooltip interactive title={<ReasonText reason={reason} />}>
              {/* What is struck out tells why to the keyboard, too. */}
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <span className={classes.not} tabIndex={0}>
                {name}
              </span>
            </Tooltip>
          )}
        </li>
      ))}
    </ul>
  );
};

/** Engines and controllers: found, tested, offered; or how to get them. */
export const OffersSection = ({ offers }: { offers: EngineOffer[] }) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const engines = useEngines().data?.byId;
  const engineOf = (id: string) =>
    engines?.get(id) ?? { id, name: id, versions: [], topologies: [] };

  const columns: Array<SimpleColumn<EngineOffer>> = [
    {
      id: 'engine',
      title: t('platforms.offers.engine'),
      render: ({ engine }) => (
        <span className={classes.engine}>
          <EngineIcon engine={engineOf(engine)} />
          {engineOf(engine).name}
        </span>
      ),
    },
    {
      id: 'controller',
      title: t('platforms.offers.controller'),
      render: ({ controller }) => controller,
    },
    {
      id: 'found',
      title: t('platforms.offers.found'),
      render: ({ provider, tested }) => (
        <>
          {provider ?? t('platforms.offers.notFound')}
          {tested && (
            <div className={classes.muted}>
              {t('platforms.offers.tested', { versions: tested.join(', ') })}
            </div>
          )}
        </>
      ),
    },
    {
      id: 'state',
      title: t('platforms.offers.state'),
      render: ({ available: { available, reason } }) => (
        <>
          <span className={classes.state}>
            <StatusDot tone={available ? 'ok' : 'neutral'} />
            {t(
              available
                ? 'platforms.offers.offered'
                : 'platforms.offers.notOffered',
            )}
          </span>
          {reason && (
            <div className={classes.muted}>
              <ReasonText reason={reason} />
              {reason.command && <Command command={reason.command} />}
            </div>
          )}
        </>
      ),
    },
    {
      id: 'versions',
      title: t('platforms.offers.versions'),
      render: ({ versions }) => (
        <Choices choices={versions.map(v => ({ ...v, name: v.id }))} />
      ),
    },
    {
      id: 'topologies',
      title: t('platforms.offers.topologies'),
      render: ({ engine, topologies }) => (
        <Choices
          choices={topologies.map(offered => {
            const known = engineOf(engine).topologies.find(
              topology => topology.id === offered.id,
            );
            return {
              ...offered,
              name: known ? localized(known.name) : offered.id,
            };
          })}
        />
      ),
    },
  ];

  return (
    <Section flush title={t('platforms.offers.title')}>
      {offers.length === 0 ? (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.empty}
        >
          {t('platforms.offers.none')}
        </Typography>
      ) : (
        <SimpleTable
          label={t('platforms.offers.title')}
          columns={columns}
          rows={offers}
          rowKey={({ engine, controller }) => `${engine}/${controller}`}
        />
      )}
    </Section>
  );
};
