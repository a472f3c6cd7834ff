import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  icon: {
    flex: 'none',
    objectFit: 'contain',
    verticalAlign: 'middle',
    // Icons are drawn for a light ground.
    ...(theme.palette.type === 'dark' && {
      backgroundColor: 'rgba(255, 255, 255, 0.87)',
      borderRadius: 3,
      padding: 1,
    }),
  },
  letter: {
    display: 'inline-flex',
    flex: 'none',
    alignItems: 'center',
    justifyContent: 'center',
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.action.selected,
    color: theme.palette.text.secondary,
    fontWeight: 700,
    verticalAlign: 'middle',
  },
}));

const MAX_ICON_LENGTH = 8 * 1024;

/**
 * The icon of an engine. The SVG comes from a descriptor and is shown as an
 * image, where a browser runs no scripts and loads nothing of it.
 *
 * @public
 */
export const EngineIcon = (props: {
  engine: Pick<EngineDescriptor, 'id' | 'name' | 'icon'>;
  size?: number;
}) => {
  const { engine, size = 20 } = props;
  const classes = useStyles();
  if (!engine.icon || engine.icon.length > MAX_ICON_LENGTH) {
    return (
      <span
        aria-hidden
        className={classes.letter}
        style={{ width: size, height: size, fontSize: size * 0.6 }}
      >
        {engine.name.charAt(0).toUpperCase()}
      </span>
    );
  }
  return (
    <img
      alt=""
      className={classes.icon}
      width={size}
      height={size}
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(
        engine.icon,
      )}`}
    />
  );
};
