import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import {
  ReasonText,
  StatusDot,
  useKindName,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: theme.spacing(0.5, 0, 1.5),
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    fontSize: '0.875rem',
  },
  item: { display: 'inline-flex', alignItems: 'center', gap: 6 },
  rest: { display: 'grid', gap: theme.spacing(0.75), marginBottom: 0 },
  why: { color: theme.palette.text.secondary },
}));

/** What an instance can do, and why not the rest. */
export const CapabilitiesSection = (props: { instance: InstanceDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const kindName = useKindName();
  const { operations, capabilities } = props.instance.facets;
  const all = [
    ...capabilities.map(facet => ({
      ...facet,
      label: t(`instance.can.capability.${facet.id}`),
    })),
    ...operations
      .filter(facet => facet.kind !== 'create')
      .map(facet => ({ ...facet, label: kindName(facet.kind) })),
  ];
  const rest = all.filter(facet => !facet.offered);
  return (
    <Section title={t('instance.can.title')}>
      <ul className={classes.list}>
        {all
          .filter(facet => facet.offered)
          .map(facet => (
            <li key={facet.label} className={classes.item}>
              <StatusDot tone="ok" />
              {facet.label}
            </li>
          ))}
      </ul>
      {rest.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h3">
            {t('instance.can.rest')}
          </Typography>
          <ul className={`${classes.list} ${classes.rest}`}>
            {rest.map(facet => (
              <li key={facet.label}>
                {facet.label}
                {facet.reason && (
                  <div className={classes.why}>
                    <ReasonText reason={facet.reason} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
};
