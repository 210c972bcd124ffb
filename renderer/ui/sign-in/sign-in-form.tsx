import { useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import styles from './sign-in-form.module.css';

/** Takes an API key, says where it goes and how it is kept, and has it checked. */
export function SignInForm() {
  const { about, session } = useStores();
  const { signIn, submitKey, dismissFailure } = useStore(session);
  const [key, setKey] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const isChecking = signIn.state === 'checking';
  const error = signIn.state === 'failed' ? signIn.error : null;
  const isUnprotected = error?.kind === 'key-storage-unprotected';

  const submit = async (forThisSessionOnly: boolean) => {
    // The key does not stay in the page once it was accepted.
    if (await submitKey(key, { forThisSessionOnly })) setKey('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() === '') setIsMissing(true);
    else void submit(false);
  };
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <TextField
        label="API key"
        type="password"
        size="large"
        value={key}
        placeholder="Paste your Avala API key"
        disabled={isChecking}
        onChange={(next) => {
          setKey(next);
          setIsMissing(false);
          dismissFailure();
        }}
        error={isMissing ? 'Paste a key first.' : error === null || isUnprotected ? null : error.message}
        description={`Sent only to ${about.apiOrigin}.`}
      />
      {isUnprotected ? (
        <div className={styles['question']} role="alert">
          <p>{error.message}</p>
          <Button variant="primary" onClick={() => void submit(true)}>
            Keep it for this session only
          </Button>
        </div>
      ) : (
        <Button variant="primary" size="large" type="submit" isBusy={isChecking}>
          {isChecking ? 'Checking the key…' : 'Sign in'}
        </Button>
      )}
      <p className={styles['note']}>
        {about.shell === 'electron'
          ? 'The key is encrypted by this computer’s key store and cannot be read back from the app. Signing out deletes it.'
          : 'The key stays in the memory of Avala Viewer on this computer until it is stopped or you sign out. It is not kept in this browser.'}
      </p>
    </form>
  );
}
