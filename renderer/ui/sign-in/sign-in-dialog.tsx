import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Dialog } from '../components/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signs in over what is on screen, which stays readable behind it. */
export function SignInDialog() {
  const { isSignInOpen, closeSignIn } = useStore(useStores().session);
  return (
    <Dialog isOpen={isSignInOpen} onClose={closeSignIn} title="Sign in to Avala">
      <SignInForm />
    </Dialog>
  );
}
