import { listMeetings } from '#meetings/meeting.server.ts';
import { meetingText } from '#meetings/meeting.text.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, language } }) => ({
	title: meetingText[language].title,
	meetings: await read(listMeetings)
});
