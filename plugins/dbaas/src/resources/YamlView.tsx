import { CopyButton, toneColor } from '@dbaas-portal/plugin-dbaas-react';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { alpha, makeStyles } from '@material-ui/core/styles';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDownloadLine,
} from '@remixicon/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { download } from '../audit/download';
import { useWords } from '../translation/useWords';
import { SearchField } from '../ui/SearchField';
import { piecesOf } from './matches';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
  },
  count: {
    whiteSpace: 'nowrap',
    fontSize: '0.875rem',
    color: theme.palette.text.secondary,
  },
  text: {
    margin: 0,
    padding: theme.spacing(1),
    maxHeight: '60vh',
    overflow: 'auto',
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  place: {
    color: 'inherit',
    backgroundColor: alpha(toneColor(theme, 'warning'), 0.3),
  },
  current: {
    backgroundColor: alpha(toneColor(theme, 'warning'), 0.7),
    outline: `1px solid ${toneColor(theme, 'warning')}`,
  },
}));

/** YAML to be read: searched, copied, taken along. */
export const YamlView = ({ yaml, name }: { yaml: string; name: string }) => {
  const classes = useStyles();
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [place, setPlace] = useState(0);
  const current = useRef<HTMLElement>(null);
  const pieces = useMemo(() => piecesOf(yaml, search), [yaml, search]);
  const count = (pieces.length - 1) / 2;
  useEffect(() => setPlace(0), [search]);
  useEffect(() => {
    current.current?.scrollIntoView?.({ block: 'nearest' });
  }, [place, search]);
  const go = (by: number) => setPlace((place + by + count) % count);
  const step = (by: number, label: string, Icon: typeof RiArrowUpSLine) => (
    <IconButton
      size="small"
      aria-label={label}
      disabled={count === 0}
      onClick={() => go(by)}
    >
      <Icon size={18} />
    </IconButton>
  );
  return (
    <>
      <div className={classes.bar}>
        <SearchField
          label={t('resources.yaml.search')}
          value={search}
          onChange={setSearch}
        />
        {search && (
          <span className={classes.count} role="status">
            {count > 0
              ? t('resources.yaml.matches', { count })
              : t('resources.yaml.notFound')}
          </span>
        )}
        {step(-1, t('resources.yaml.previous'), RiArrowUpSLine)}
        {step(1, t('resources.yaml.next'), RiArrowDownSLine)}
        <CopyButton text={yaml} what={t('resources.yaml.copy')} />
        <Tooltip title={t('resources.yaml.download')}>
          <IconButton
            size="small"
            aria-label={t('resources.yaml.download')}
            onClick={() =>
              download(
                new Blob([yaml], { type: 'application/yaml' }),
                `${name}.yaml`,
              )
            }
          >
            <RiDownloadLine size={16} />
          </IconButton>
        </Tooltip>
      </div>
      <pre
        className={classes.text}
        // Long, and scrolled by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('resources.yaml.label', { name })}
      >
        {pieces.map((piece, i) => {
          const isPlace = i % 2 === 1;
          const isCurrent = isPlace && (i - 1) / 2 === place;
          return isPlace ? (
            <mark
              key={i}
              ref={isCurrent ? current : undefined}
              className={
                isCurrent
                  ? `${classes.place} ${classes.current}`
                  : classes.place
              }
            >
              {piece}
            </mark>
          ) : (
            piece
          );
        })}
      </pre>
    </>
  );
};
