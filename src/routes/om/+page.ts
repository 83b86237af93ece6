import { aboutText } from './about.text.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => ({ title: aboutText[(await parent()).language].title });
