import { redirect } from '@sveltejs/kit';
import { readDeck } from '#meetings/deck.server.ts';
import { changesFilter } from '#meetings/freeze.form.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { pageDeck } from '#slides/paging.ts';
import { writePptx } from '#slides/pptx.server.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../../errors.ts';
import type { RequestHandler } from './$types';

/** A frozen version of the meeting's deck as a PowerPoint file; where it is not whole, the meeting's page says so. */
export const GET: RequestHandler = async ({ locals: { readPresent, language }, params, url }) => {
	const meeting_id = readMeetingId(params.id) ?? notFound();
	const { udgave: version } = readFilter(changesFilter, url.searchParams);
	const deck = await readPresent(readDeck, { meeting_id, version, language });
	if (!deck) redirect(303, `/moeder/${meeting_id}#frosne`);
	const file = await writePptx(pageDeck(deck), { origin: url.origin });
	return new Response(Buffer.from(file), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
			'content-disposition': `attachment; filename="programledermoede-${deck.held_on}.pptx"`
		}
	});
};
