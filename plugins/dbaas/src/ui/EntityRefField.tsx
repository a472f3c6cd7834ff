import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';

type Suggestion = { ref: string; title: string };

/** Entities of some kinds whose name or title holds what is typed. */
function useSuggestions(kinds: string, term: string): Suggestion[] {
  const catalog = useApi(catalogApiRef);
  const [found, setFound] = useState<Suggestion[]>([]);
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      catalog
        .queryEntities({
          filter: { kind: kinds.split(',') },
          fullTextFilter: {
            term: term.replace(/^.*[:/]/, ''),
            fields: ['metadata.name', 'metadata.title'],
          },
          fields: [
            'kind',
            'metadata.namespace',
            'metadata.name',
            'metadata.title',
          ],
          limit: 20,
        })
        .then(
          ({ items }) => {
            if (left) return;
            setFound(
              items.map(entity => ({
                ref: stringifyEntityRef(entity),
                title: entity.metadata.title ?? entity.metadata.name,
              })),
            );
          },
          // Suggestions are a help; one can type the reference without them.
          () => undefined,
        );
    }, 250);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [catalog, kinds, term]);
  return found;
}

/** A field for an entity reference, with suggestions from the catalog. */
export const EntityRefField = (props: {
  label: string;
  kinds: string[];
  value: string;
  onChange: (value: string) => void;
  helperText?: string;
  error?: boolean;
  required?: boolean;
  disabled?: boolean;
  onEnter?: () => void;
}) => {
  const id = useId();
  const suggestions = useSuggestions(props.kinds.join(','), props.value);
  return (
    <>
      <TextField
        id={id}
        fullWidth
        size="small"
        variant="outlined"
        label={props.label}
        value={props.value}
        required={props.required}
        disabled={props.disabled}
        error={props.error}
        helperText={props.helperText}
        inputProps={{ list: `${id}-list`, autoComplete: 'off', maxLength: 200 }}
        onChange={event => props.onChange(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && props.onEnter) {
            event.preventDefault();
            props.onEnter();
          }
        }}
      />
      <datalist id={`${id}-list`}>
        {suggestions.map(entry => (
          <option key={entry.ref} value={entry.ref} label={entry.title} />
        ))}
      </datalist>
    </>
  );
};
