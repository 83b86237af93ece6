import { redirect } from '@sveltejs/kit';
import { readPagedDeck } from '#meetings/deck.server.ts';
import { changesFilter } from '#meetings/freeze.form.ts';
import { findNewestVersion } from '#meetings/freeze.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { writePptx } from '#slides/pptx.server.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../../errors.ts';
import type { RequestHandler } from './$types';

/** A frozen version of the meeting's deck as a PowerPoint file; where it is not whole, the meeting's page says so. */
export const GET: RequestHandler = async ({ locals: { read, readPresent, language }, params, url }) => {
	const meeting_id = readMeetingId(params.id) ?? notFound();
	const { udgave } = readFilter(changesFilter, url.searchParams);
	const version = udgave ?? (await read(findNewestVersion, meeting_id)) ?? notFound();
	const deck = await readPresent(readPagedDeck, { meeting_id, version, language });
	if (!deck) redirect(303, `/moeder/${meeting_id}#frosne`);
	const file = await writePptx(deck, { origin: url.origin });
	return new Response(Buffer.from(file), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
			'content-disposition': `attachment; filename="programledermoede-${deck.held_on}.pptx"`
		}
	});
};
