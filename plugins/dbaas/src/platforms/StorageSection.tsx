import { StorageOffer, Surveyed } from '@dbaas-portal/plugin-dbaas-common';
import { useFormat } from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { Reasons } from './Reasons';

const useStyles = makeStyles(theme => ({
  name: { overflowWrap: 'anywhere', fontWeight: 600 },
  muted: { color: theme.palette.text.secondary, fontWeight: 400 },
  pad: { padding: theme.spacing(2) },
}));

/** What volumes members can have. */
export const StorageSection = (props: { storage: Surveyed<StorageOffer> }) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const { items, notes } = props.storage;
  const has = (tells: (offer: StorageOffer) => unknown) =>
    items.some(offer => tells(offer) !== undefined);
  const growth = (grows: boolean | undefined) =>
    grows === undefined ? '—' : t(grows ? 'common.yes' : 'common.no');

  const columns: Array<SimpleColumn<StorageOffer> | false> = [
    {
      id: 'name',
      title: t('platforms.storage.name'),
      render: ({ name, isDefault }) => (
        <span className={classes.name}>
          {name}{' '}
          {isDefault && (
            <span className={classes.muted}>
              ({t('platforms.storage.default')})
            </span>
          )}
        </span>
      ),
    },
    has(offer => offer.provisioner) && {
      id: 'provisioner',
      title: t('platforms.storage.provisioner'),
      render: ({ provisioner }) => provisioner ?? '—',
    },
    has(offer => offer.canGrow) && {
      id: 'grows',
      title: t('platforms.storage.grows'),
      render: ({ canGrow }) => growth(canGrow),
    },
    has(offer => offer.binding) && {
      id: 'binding',
      title: t('platforms.storage.binding'),
      render: ({ binding }) =>
        binding ? t(`platforms.storage.${binding}`) : '—',
    },
    has(offer => offer.freeMib) && {
      id: 'free',
      title: t('platforms.storage.free'),
      render: ({ freeMib, totalMib }) =>
        freeMib === undefined || totalMib === undefined
          ? '—'
          : t('platforms.nodes.of', {
              used: format.mib(freeMib),
              all: format.mib(totalMib),
            }),
    },
  ];

  return (
    <Section flush title={t('platforms.storage.title')}>
      {notes.length > 0 && (
        <div className={classes.pad}>
          <Reasons reasons={notes} />
        </div>
      )}
      {items.length > 0 && (
        <SimpleTable
          label={t('platforms.storage.title')}
          columns={columns.flatMap(column => column || [])}
          rows={items}
          rowKey={({ name }) => name}
        />
      )}
      {items.length === 0 && notes.length === 0 && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.pad}
        >
          {t('platforms.storage.none')}
        </Typography>
      )}
    </Section>
  );
};
