import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { dbaasReactTranslationRef } from '../translation/ref';

/**
 * Copies a text and says so.
 *
 * @public
 */
export const CopyButton = (props: {
  text: string;
  /** What is copied, for the label. */
  what: string;
}) => {
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const label = copied ? t('copied') : t('copy', { what: props.what });
  return (
    <Tooltip title={label}>
      <IconButton
        size="small"
        aria-label={label}
        onClick={() =>
          navigator.clipboard?.writeText(props.text).then(
            () => setCopied(true),
            // Refused by the browser: the text can still be selected by hand.
            () => setCopied(false),
          )
        }
      >
        {copied ? <RiCheckLine size={16} /> : <RiFileCopyLine size={16} />}
      </IconButton>
    </Tooltip>
  );
};
