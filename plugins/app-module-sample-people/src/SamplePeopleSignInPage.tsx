import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Progress, WarningPanel } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { LanguageButtons } from './LanguageButtons';
import { PersonCard } from './PersonCard';
import { samplePeopleTranslationRef } from './translation';
import { useLanguage } from './useLanguage';
import { useSamplePeople } from './useSamplePeople';

const useStyles = makeStyles(theme => ({
  root: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    backgroundColor: theme.palette.background.default,
    padding: theme.spacing(4, 3),
  },
  inner: { maxWidth: 1080, margin: '0 auto' },
  bar: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    marginBottom: theme.spacing(6),
  },
  subtitle: { maxWidth: 720, margin: theme.spacing(1, 0, 4) },
}));

const Choice = ({ onSignInSuccess }: SignInPageProps) => {
  const { t } = useTranslationRef(samplePeopleTranslationRef);
  const language = useLanguage() === 'zh' ? 'zh' : 'en';
  const { state, enterAs, retry } = useSamplePeople(onSignInSuccess);

  switch (state.status) {
    case 'choosing':
      return (
        <Grid container spacing={3}>
          {state.people.map(person => (
            <Grid item xs={12} sm={6} md={4} key={person.name}>
              <PersonCard
                person={person}
                language={language}
                onEnter={enterAs}
              />
            </Grid>
          ))}
        </Grid>
      );
    case 'waiting':
      return (
        <>
          <Typography role="status">{t('waiting')}</Typography>
          <Progress />
        </>
      );
    case 'failed':
      return (
        <WarningPanel
          severity="error"
          defaultExpanded
          title={t('error.title')}
          message={t('error.advice')}
        >
          <Typography paragraph>{state.error.message}</Typography>
          <Button variant="outlined" onClick={retry}>
            {t('error.retry')}
          </Button>
        </WarningPanel>
      );
    default:
      return <Progress />;
  }
};

export const SamplePeopleSignInPage = (props: SignInPageProps) => {
  const classes = useStyles();
  const config = useApi(configApiRef);
  const { t } = useTranslationRef(samplePeopleTranslationRef);
  const language = useLanguage();
  const inDevelopment =
    (config.getOptionalString('auth.environment') ?? 'development') ===
    'development';
  return (
    <main className={classes.root} lang={language}>
      <div className={classes.inner}>
        <div className={classes.bar}>
          <Typography variant="h5" component="p">
            {config.getOptionalString('app.title')}
          </Typography>
          <LanguageButtons current={language} />
        </div>
        <Typography variant="h3" component="h1">
          {t('title')}
        </Typography>
        <Typography className={classes.subtitle} color="textSecondary">
          {t('subtitle')}
        </Typography>
        {inDevelopment ? (
          <Choice {...props} />
        ) : (
          <Typography role="alert">{t('error.production')}</Typography>
        )}
      </div>
    </main>
  );
};
