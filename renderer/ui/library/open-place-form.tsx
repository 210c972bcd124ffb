import { useState, type FormEvent } from 'react';
import { parsePlace } from '../../stores/parse-place.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import styles from './open-place-form.module.css';

/** Opens any dataset or sequence by its address, listed or not. */
export function OpenPlaceForm() {
  const { route } = useStores();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const place = parsePlace(text);
    if (place === null) setError('Type owner/name, or paste the address of a dataset or sequence.');
    else route.getState().navigate(place);
  };
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <TextField
        label="Open by address"
        placeholder="owner/dataset"
        value={text}
        onChange={(next) => {
          setText(next);
          setError(null);
        }}
        error={error}
        description="Also takes an Avala link or an address of this app."
      />
      <Button type="submit" disabled={text.trim() === ''}>
        Open
      </Button>
    </form>
  );
}
