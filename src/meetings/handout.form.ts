import { z } from 'zod';
import * as field from '#ui/posted.form.ts';

/** Makes a handout of a frozen version. */
export const handoutForm = z.object({ deck_version: field.id });

/** Takes its link back. */
export const revokeForm = z.object({ id: field.id });
