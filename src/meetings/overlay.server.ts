import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { Refused } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import { LANGUAGES, type Language } from '#language/language.ts';
import { changedSlides, type KeptSlide, OVERLAY_FORMAT } from './overlay.ts';
import type { Overlay } from '#slides/overlay.ts';

const line = z.array(
	z.object({ text: z.string(), href: z.string().exactOptional(), strong: z.boolean().exactOptional() })
);
const content = z.object({
	edits: z.array(z.object({ language: z.enum(LANGUAGES), field: z.string(), under: line, text: z.string() })),
	place: z.object({ after: z.string().nullable(), number: z.int(), at: z.int() }).nullable(),
	own: z
		.object({
			after: z.string().nullable(),
			kicker: z.string().nullable(),
			title: z.string(),
			lines: z.array(z.string()),
			said: z.array(z.string())
		})
		.nullable()
});

/** The hand edits of a meeting's deck, slide by slide, in the order in which they came to be. */
export async function listSlideEdits(db: Database, meeting_id: number): Promise<KeptSlide[]> {
	const rows = await db
		.selectFrom('slide_edit')
		.where('meeting_id', '=', meeting_id)
		.orderBy('id')
		.select(['id', 'version', 'slide', 'title', 'hidden', 'place', 'edits', 'own', 'format'])
		.execute();
	return rows.map(({ place, edits, own, format, ...row }) => {
		const read = content.safeParse({ place, edits, own });
		const trouble = format > OVERLAY_FORMAT ? 'newer' : !read.success ? 'broken' : null;
		return { ...row, trouble, content: read.success && !trouble ? read.data : null };
	});
}

/**
 * Keeps the hand edits of a deck in one language, in the transaction of an act that holds the meeting.
 * @param kept what is kept now
 * @param order the keys of the deck as it is shown with the overlay
 * @param titles what its slides are called
 * @throws Refused where a slide would be written whose edits cannot be read: they are not overwritten
 */
export async function keepOverlay(
	trx: Transaction<DB>,
	{ meeting_id, language }: { meeting_id: number; language: Language },
	{
		kept,
		overlay,
		order,
		titles
	}: {
		kept: KeptSlide[];
		overlay: Overlay;
		order: string[];
		titles: Map<string, string>;
	}
): Promise<void> {
	const changed = changedSlides(kept, overlay, { language, order });
	const held = new Map(kept.map((row) => [row.slide, row]));
	if (changed.some(({ slide }) => held.get(slide)?.trouble)) throw new Refused({ slide: 'unreadable' });
	const gone = changed.filter(({ slide, own }) => held.get(slide)?.content?.own && !own);
	if (gone.length)
		await trx
			.deleteFrom('slide_edit')
			.where('meeting_id', '=', meeting_id)
			.where(
				'slide',
				'in',
				gone.map(({ slide }) => slide)
			)
			.execute();
	const written = changed
		.filter((one) => !gone.includes(one))
		.map((one) => ({
			...one,
			title: one.own?.title ?? titles.get(one.slide) ?? held.get(one.slide)?.title ?? one.slide
		}));
	if (!written.length) return;
	await sql`
		insert into slide_edit (meeting_id, slide, title, hidden, place, edits, own, format)
		select ${meeting_id}, slide, title, hidden, nullif(place, 'null'), edits, nullif(own, 'null'), ${OVERLAY_FORMAT}
		from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
			given(slide text, title text, hidden boolean, place jsonb, edits jsonb, own jsonb)
		on conflict (meeting_id, slide) do update set title = excluded.title, hidden = excluded.hidden,
			place = excluded.place, edits = excluded.edits, own = excluded.own
	`.execute(trx);
}

/** Takes away all that is kept of one slide, also what cannot be read. */
export async function dropSlideEdits(trx: Transaction<DB>, id: number): Promise<void> {
	await trx.deleteFrom('slide_edit').where('id', '=', id).execute();
}
