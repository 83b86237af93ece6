import { redirect } from '@sveltejs/kit';
import { readPagedDeck } from '#meetings/deck.server.ts';
import { slidesFilter } from '#meetings/freeze.form.ts';
import { findNewestVersion } from '#meetings/freeze.server.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { mayRunMeetings } from '#people/may.ts';
import { shownSlides, slideTitles } from '#slides/deck.ts';
import { showText } from '#slides/show.text.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../../errors.ts';
import type { PageServerLoad } from './$types';

/** A frozen version of the meeting's deck to read and to present; where it is not whole, the meeting's page says so. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, readPresent, language, person, now } = locals;
	const meeting_id = readMeetingId(params.id) ?? notFound();
	const { udgave, visning } = readFilter(slidesFilter, url.searchParams);
	const [meeting, version] = await Promise.all([
		read(findMeeting, meeting_id),
		udgave ?? read(findNewestVersion, meeting_id)
	]);
	const t = showText[language];
	const page = {
		meeting: { id: meeting.id, title: meeting.title },
		may_edit: mayRunMeetings(person!),
		view: visning,
		now
	};
	if (version === null) return { ...page, title: t.none_title, shown: null };
	const deck = await readPresent(readPagedDeck, { meeting_id, version, language });
	if (!deck) redirect(303, `/moeder/${meeting_id}#frosne`);
	const titles = slideTitles(deck);
	const slides = shownSlides(deck);
	return {
		...page,
		title: t.title(meeting.title),
		shown: {
			version,
			deck: { ...deck, slides },
			titles: slides.map(({ key, title }) => titles.get(key) ?? title)
		}
	};
};
