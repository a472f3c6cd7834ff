import { CodeSnippet } from '@backstage/core-components';
import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  useEngines,
  useEngineUi,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import MenuItem from '@material-ui/core/MenuItem';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { fillSnippet, fitsEndpoint, inOrder } from './connect';
import { SecretField } from './SecretField';

const useStyles = makeStyles(theme => ({
  choices: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  select: { minWidth: 160 },
  tabs: { minHeight: 36, borderBottom: `1px solid ${theme.palette.divider}` },
  tab: {
    minHeight: 36,
    minWidth: 0,
    padding: theme.spacing(0.5, 1.5),
    textTransform: 'none',
  },
  code: {
    '& pre': {
      margin: 0,
      // The button that copies lies on the text.
      paddingRight: `${theme.spacing(6)}px !important`,
    },
  },
}));

/** How to connect: per client, user, database and endpoint. */
export const ConnectSection = (props: { instance: InstanceDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const { instance } = props;
  const { spec, uid } = instance.record;
  const engine = useEngines().data?.byId.get(spec.engine);
  const uis = useEngineUi(spec.engine);
  const [endpointAt, setEndpointAt] = useState(0);
  const [userName, setUserName] = useState('');
  const [databaseName, setDatabaseName] = useState('');
  const [tab, setTab] = useState('');
  const [password, setPassword] = useState<string>();

  const endpoints = inOrder(instance.status.endpoints);
  const endpoint = endpoints[endpointAt] ?? endpoints[0];
  const users = spec.users.map(entry => entry.name);
  const user = users.includes(userName) ? userName : users[0] ?? '';
  const database = spec.databases.includes(databaseName)
    ? databaseName
    : spec.databases[0] ?? '';

  if (!engine || !endpoint) {
    return (
      <Section title={t('instance.connect.title')}>
        <EmptyState title={t('instance.connect.notYet')} />
      </Section>
    );
  }
  const values = { endpoint, user, database, password };
  const snippets = [
    ...engine.connect
      .filter(snippet => fitsEndpoint(snippet, endpoint))
      .map(snippet => ({
        id: snippet.id,
        label: snippet.label,
        language: snippet.language,
        text: fillSnippet(snippet, values),
      })),
    ...uis.flatMap(ui =>
      (ui.snippets ?? []).map(snippet => ({
        id: `${ui.engine}/${snippet.id}`,
        label: localized(snippet.label),
        language: snippet.language,
        text: snippet.render({ engine, ...values }),
      })),
    ),
  ];
  const shown = snippets.find(snippet => snippet.id === tab) ?? snippets[0];

  const select = (
    id: string,
    label: string,
    value: string,
    options: Array<{ value: string; label: string }>,
    onChange: (value: string) => void,
  ) => (
    <TextField
      select
      id={`dbaas-connect-${id}`}
      className={classes.select}
      size="small"
      variant="outlined"
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
  const plain = (names: string[]) =>
    names.map(name => ({ value: name, label: name }));

  return (
    <Section title={t('instance.connect.title')}>
      <div className={classes.choices}>
        {select(
          'endpoint',
          t('instance.connect.endpoint'),
          String(Math.max(0, endpoints.indexOf(endpoint))),
          endpoints.map((entry, at) => ({
            value: String(at),
            label: `${entry.member ?? t(`instance.endpoint.${entry.role}`)} · ${
              entry.host
            }:${entry.port}`,
          })),
          value => setEndpointAt(Number(value)),
        )}
        {users.length > 0 &&
          select(
            'user',
            t('instance.connect.user'),
            user,
            plain(users),
            value => {
              setUserName(value);
              setPassword(undefined);
            },
          )}
        {spec.databases.length > 0 &&
          select(
            'database',
            t('instance.connect.database'),
            database,
            plain(spec.databases),
            setDatabaseName,
          )}
      </div>
      {user && (
        <SecretField
          key={`${uid}/${user}`}
          uid={uid}
          user={user}
          allowed={instance.secrets.includes(user)}
          password={password}
          onChange={setPassword}
        />
      )}
      {shown && (
        <>
          <Tabs
            className={classes.tabs}
            value={shown.id}
            onChange={(_, value: string) => setTab(value)}
            indicatorColor="primary"
            variant="scrollable"
            scrollButtons="auto"
            aria-label={t('instance.connect.title')}
          >
            {snippets.map(snippet => (
              <Tab
                key={snippet.id}
                value={snippet.id}
                label={snippet.label}
                className={classes.tab}
              />
            ))}
          </Tabs>
          <div className={classes.code}>
            <CodeSnippet
              text={shown.text}
              language={shown.language}
              showCopyCodeButton
              wrapLongLines
            />
          </div>
        </>
      )}
    </Section>
  );
};
