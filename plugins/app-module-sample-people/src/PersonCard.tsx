import { useId } from 'react';
import Avatar from '@material-ui/core/Avatar';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Person } from './client';
import { samplePeopleTranslationRef } from './translation';

const useStyles = makeStyles(theme => ({
  card: { height: '100%' },
  area: {
    height: '100%',
    padding: theme.spacing(2.5),
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    justifyContent: 'flex-start',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(1.5),
  },
  avatar: {
    backgroundColor: theme.palette.primary.main,
    color: theme.palette.primary.contrastText,
  },
  role: { marginTop: theme.spacing(0.5) },
}));

export const PersonCard = ({
  person,
  language,
  onEnter,
}: {
  person: Person;
  language: 'en' | 'zh';
  onEnter: (name: string) => void;
}) => {
  const classes = useStyles();
  const { t } = useTranslationRef(samplePeopleTranslationRef);
  const descriptionId = useId();
  return (
    <Card className={classes.card} variant="outlined">
      <CardActionArea
        className={classes.area}
        onClick={() => onEnter(person.name)}
        aria-label={t('enterAs', { name: person.displayName })}
        aria-describedby={descriptionId}
      >
        <div className={classes.head}>
          <Avatar className={classes.avatar} src={person.picture} aria-hidden>
            {person.displayName.slice(0, 1)}
          </Avatar>
          <div>
            <Typography variant="h6" component="p">
              {person.displayName}
            </Typography>
            <Chip
              className={classes.role}
              style={{ margin: 0 }}
              size="small"
              label={person.role[language]}
            />
          </div>
        </div>
        <Typography id={descriptionId} variant="body2" color="textSecondary">
          {person.description[language]}
        </Typography>
      </CardActionArea>
    </Card>
  );
};
