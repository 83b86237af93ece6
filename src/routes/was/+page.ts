import { wasText } from './was.text.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => ({ title: wasText[(await parent()).language].title });
