import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting, Refused } from '#database/acting.server.ts';
import { tell } from '#history/change.ts';
import { listHistory } from '#history/history.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { type Deck, plain, type Slide } from '#slides/deck.ts';
import { textFields } from '#slides/overlay.ts';
import { pageDeck } from '#slides/paging.ts';
import { writePptx } from '#slides/pptx.server.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { checkPptx } from '../../tests/support/pptx-checker.ts';
import { type DeckAt, readEditedDeck } from './deck.server.ts';
import {
	addOwnSlide,
	changeOwnSlide,
	dropEdits,
	editSlide,
	findEditor,
	hideSlide,
	keepEdit,
	keepPlace,
	moveSlide,
	removeOwnSlide,
	takeEditBack
} from './editing.server.ts';
import { freezeMeeting } from './freeze.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const anew = (acting: Acting = office): Acting => ({ ...acting, requestId: crypto.randomUUID() });
const idOf = async (held_on: string) =>
	(await db.selectFrom('meeting').where('held_on', '=', held_on).select('id').executeTakeFirstOrThrow()).id;
const november = await idOf('2023-11-23');
const october = await idOf('2023-10-26');
const at: DeckAt = { meeting_id: november, version: undefined, language: 'da' };

const deckNow = async (where: DeckAt = at): Promise<Deck> => (await readEditedDeck(db, where))!.deck;
const slideOf = (deck: Deck, key: string): Slide => deck.slides.find((slide) => slide.key === key)!;
const textOf = (slide: Slide, field: string) =>
	plain(textFields(slide).find((one) => one.field === field)?.line ?? []);
const keys = (deck: Deck) => deck.slides.map(({ key }) => key);
const versionOf = async (slide: string) =>
	(await readEditedDeck(db, at))!.kept.find((row) => row.slide === slide)?.version ?? 0;

/** Writes texts on a slide, as its form does. */
async function write(slide: string, texts: Record<string, string>, where = at, acting = anew()) {
	const version = await versionOf(slide);
	await editSlide(db, acting, where, { slide, version, take_back: null, texts, seen: {} });
	return acting.requestId;
}

/** One more municipality has signed: the figures of the agreements are others now. */
async function signOne() {
	const row = await db
		.selectFrom('signature')
		.innerJoin('agreement_version as version', 'version.id', 'signature.version_id')
		.innerJoin('agreement', 'agreement.id', 'version.agreement_id')
		.where('agreement.short_title', '=', 'Gateway tilslutning')
		.where('signature.state', '=', 'sent')
		.orderBy('signature.municipality_code')
		.select(['signature.version_id', 'signature.municipality_code'])
		.executeTakeFirstOrThrow();
	await act(db, anew(), (trx) =>
		trx
			.updateTable('signature')
			.set({ state: 'signed', signed_on: '2023-11-23', signatory: 'x', signatory_title: 'y' })
			.where('version_id', '=', row.version_id)
			.where('municipality_code', '=', row.municipality_code)
			.execute()
	);
}

describe('a deck that is frozen again after a signature', () => {
	it('has every new figure and every edit: five texts, two moves, one hidden slide, one of one’s own', async () => {
		const before = await deckNow();
		const changes = slideOf(before, 'changes');
		const index =
			changes.kind === 'changes' ? changes.sentences.findIndex((line) => /64 → 57/.test(plain(line))) : -1;
		const sentence = `sentences.${index}`;
		const told = textOf(changes, sentence);
		const coverage = slideOf(before, 'agreement:1/coverage');
		const said = textOf(coverage, 'sentence');
		await write('cover', { title: 'Velkommen til november', notes: 'Sig velkommen.' });
		await write('changes', { [sentence]: `Flot: ${told}!`, title: 'Det nye' });
		await write(coverage.key, { sentence: `Husk: ${said}` });
		const { slides } = before;
		const [first, second, hidden] = [slides[5]!.key, slides[8]!.key, slides[10]!.key];
		await moveSlide(db, anew(), at, { slide: first, to: 'last' });
		await moveSlide(db, anew(), at, { slide: second, to: { after: 'cover' } });
		await hideSlide(db, anew(), at, { slide: hidden, skjult: true });
		await addOwnSlide(db, anew(), at, {
			title: 'x'.repeat(300),
			kicker: null,
			lines: ['<b>&"æøå" 👩‍💻', 'To'],
			said: [],
			efter: 'agenda'
		});

		await signOne();
		await freezeMeeting(db, anew(), november);
		const later = await readEditedDeck(db, at);
		expect(later!.version).toBe(2);
		expect(later!.stale).toEqual([]);
		const { deck, built } = later!;
		expect(textOf(slideOf(deck, 'cover'), 'title')).toBe('Velkommen til november');
		expect(slideOf(deck, 'cover').notes.said).toEqual(['Sig velkommen.']);
		expect(textOf(slideOf(deck, 'changes'), 'title')).toBe('Det nye');
		const sentences = slideOf(deck, 'changes').kind === 'changes' ? textFields(slideOf(deck, 'changes')) : [];
		const shown = sentences.map(({ line }) => plain(line)).find((text) => text.startsWith('Flot:'));
		expect(shown).toBe(`Flot: ${told.replace('57', '56')}!`);
		const now = textOf(slideOf(built, coverage.key), 'sentence');
		expect(now).not.toBe(said);
		expect(textOf(slideOf(deck, coverage.key), 'sentence')).toBe(`Husk: ${now}`);
		expect(keys(deck).at(-1)).toBe(first);
		expect(keys(deck)[1]).toBe(second);
		expect(deck.slides.filter((slide) => slide.hidden).map(({ key }) => key)).toEqual([hidden]);
		expect(keys(deck)[keys(deck).indexOf('agenda') + 1]).toMatch(/^own:/);
		// Figures and everything that nobody edited are those of the new version.
		const untouched = built.slides.filter(
			({ key }) => !['cover', 'changes', coverage.key, hidden].includes(key)
		);
		for (const slide of untouched) expect(slideOf(deck, slide.key)).toEqual(slide);

		const file = checkPptx(await writePptx(pageDeck(deck), { origin: 'https://overblik.example' }));
		const titles = file.slides.map(({ title }) => title);
		expect(titles).toContain('Velkommen til november');
		expect(titles).toContain('x'.repeat(300));
		expect(titles).toHaveLength(pageDeck(deck).slides.filter((slide) => !slide.hidden).length);
	}, 60_000);

	it('leaves the earlier meeting’s deck as it was', async () => {
		const { deck, built } = (await readEditedDeck(db, { ...at, meeting_id: october }))!;
		expect(deck).toEqual(built);
	});

	it('shows English texts as they are generated, in the same order', async () => {
		const { deck, built } = (await readEditedDeck(db, { ...at, language: 'en' }))!;
		expect(slideOf(deck, 'cover')).toEqual(slideOf(built, 'cover'));
		expect(keys(deck)).toEqual(keys(await deckNow()));
		await write('cover', { subtitle: 'Good morning' }, { ...at, language: 'en' });
		expect(slideOf(await deckNow(), 'cover')).toMatchObject({ subtitle: 'Velkommen til mødet' });
		const editor = await findEditor(db, { ...at, language: 'en', open: null });
		expect(editor!.other_language).toBeGreaterThanOrEqual(4);
	});
});

describe('editing a slide', () => {
	it('keeps what was shown as it was and takes a text back', async () => {
		const texts = {
			title: 'Dagens program',
			notes: slideOf(await deckNow(), 'agenda').notes.said.join('\n')
		};
		await write('agenda', texts);
		const [row] = (await readEditedDeck(db, at))!.kept.filter(({ slide }) => slide === 'agenda');
		expect(row!.content!.edits).toMatchObject([{ field: 'title', text: 'Dagens program', language: 'da' }]);
		await editSlide(db, anew(), at, {
			slide: 'agenda',
			version: row!.version,
			take_back: 'title',
			texts: { title: 'Dagens program', notes: 'Og en note' },
			seen: {}
		});
		const slide = slideOf(await deckNow(), 'agenda');
		expect(slide).toMatchObject({ title: 'Dagsorden', notes: { said: ['Og en note'] } });
	});

	it('keeps what the person saw apart from what is there by now: figures that changed are no edit', async () => {
		const { built, version } = (await readEditedDeck(db, { ...at, version: 1 }))!;
		const before = (await readEditedDeck(db, at))!.overlay.edits.length;
		const slide = slideOf(built, 'agreement:1/coverage');
		const open = (await findEditor(db, { ...at, version: 1, open: slide.key }))!.open!;
		const texts = Object.fromEntries(open.texts.map(({ field, text }) => [field, text]));
		await editSlide(db, anew(), at, {
			slide: slide.key,
			version: open.version,
			made_from: version,
			take_back: null,
			texts,
			seen: texts
		});
		expect((await readEditedDeck(db, at))!.overlay.edits).toHaveLength(before);
	});

	it('refuses an empty title and a text that is too long, and saves nothing of it', async () => {
		await expect(write('thanks', { title: ' ', notes: 'Gemmes ikke' })).rejects.toEqual(
			new Refused({ title: 'required' })
		);
		await expect(write('thanks', { title: 'x'.repeat(301) })).rejects.toEqual(
			new Refused({ title: 'too_long:300:301' })
		);
		await write('thanks', { title: 'y'.repeat(300) });
		expect(slideOf(await deckNow(), 'thanks').title).toBe('y'.repeat(300));
	});

	it('shows both texts to whoever comes second, and lets others hide and move meanwhile', async () => {
		const version = await versionOf('agenda');
		await write('agenda', { title: 'Deres' });
		const mine = {
			slide: 'agenda',
			version,
			take_back: null,
			texts: { title: 'Min', notes: 'Og en note' },
			seen: { title: 'Dagsorden', notes: 'Og en note' }
		};
		const now = await versionOf('agenda');
		await expect(editSlide(db, anew(), at, mine)).rejects.toMatchObject({
			name: 'Stale',
			theirs: {
				values: { title: 'Deres' },
				person_name: office.person.name,
				version: now
			}
		});
		await hideSlide(db, anew(), at, { slide: 'agenda', skjult: true });
		await moveSlide(db, anew(), at, { slide: 'agenda', to: 'down' });
		await moveSlide(db, anew(), at, { slide: 'agenda', to: 'up' });
		await hideSlide(db, anew(), at, { slide: 'agenda', skjult: false });
		await editSlide(db, anew(), at, { ...mine, version: now });
		expect(slideOf(await deckNow(), 'agenda').title).toBe('Min');
	});

	it('keeps both of two who change different texts of one slide', async () => {
		const version = await versionOf('thanks');
		const seen = { title: slideOf(await deckNow(), 'thanks').title, notes: '' };
		await write('thanks', { title: 'Tak' });
		await editSlide(db, anew(), at, {
			slide: 'thanks',
			version,
			take_back: null,
			texts: { ...seen, notes: 'Kør forsigtigt' },
			seen
		});
		expect(slideOf(await deckNow(), 'thanks')).toMatchObject({
			title: 'Tak',
			notes: { said: ['Kør forsigtigt'] }
		});
	});

	it('loses nothing where many edit different slides at the same moment', async () => {
		const some = (await deckNow()).slides.filter(({ kind }) => kind === 'topic').slice(0, 4);
		await Promise.all(
			some.map(({ key }, i) =>
				editSlide(db, anew(), at, {
					slide: key,
					version: 0,
					take_back: null,
					texts: { title: `Emne nr. ${i}` },
					seen: {}
				})
			)
		);
		const deck = await deckNow();
		expect(some.map(({ key }) => slideOf(deck, key).title)).toEqual(some.map((_, i) => `Emne nr. ${i}`));
	});

	it('is undone step by step, each slide by itself, and told in the history in words', async () => {
		const request = await write('cover', { subtitle: 'God morgen' });
		await write('agenda', { kicker: '' });
		await undoChange(db, anew(), request);
		expect(slideOf(await deckNow(), 'cover')).toMatchObject({ subtitle: 'Velkommen til mødet' });
		await undoChange(db, anew(), (await lastRequest()).toString());
		expect(slideOf(await deckNow(), 'cover')).toMatchObject({ subtitle: 'God morgen' });
		const { changes, names } = await listHistory(
			db,
			{ meeting_id: november },
			{ before: null, reader: '657' }
		);
		const told = tell(changes[0]!, names, 'da', '2023-11-23');
		expect(told).toMatchObject({
			what: 'Rettelser på slide',
			which: 'KOMBIT programledermøde november 2023',
			lines: [{ field: 'Undertitel', old: 'Velkommen til mødet', new: 'God morgen' }]
		});
	});
});

async function lastRequest(): Promise<string> {
	const { request_id } = await db
		.selectFrom('audit_event')
		.where('table_name', '=', 'slide_edit')
		.orderBy('id', 'desc')
		.limit(1)
		.select('request_id')
		.executeTakeFirstOrThrow();
	return request_id!;
}

describe('slides of one’s own', () => {
	const given = { kicker: null, lines: ['En'], said: ['Sig det'] };

	it('are added, changed by one at a time, and taken away and brought back', async () => {
		await addOwnSlide(db, anew(), at, { ...given, title: 'Egen', efter: null });
		const own = (await deckNow()).slides[0]!;
		expect(own).toMatchObject({ kind: 'text', title: 'Egen', notes: { said: ['Sig det'] } });
		const version = await versionOf(own.key);
		await changeOwnSlide(db, anew(), at, { ...given, slide: own.key, version, title: 'Ny titel' });
		await expect(
			changeOwnSlide(db, anew(), at, { ...given, slide: own.key, version, title: 'Anden' })
		).rejects.toMatchObject({ theirs: { values: { title: 'Ny titel', lines: 'En', said: 'Sig det' } } });
		const removing = anew();
		await expect(removeOwnSlide(db, anew(), at, { slide: own.key, version })).rejects.toMatchObject({
			name: 'Stale'
		});
		await removeOwnSlide(db, removing, at, { slide: own.key, version: await versionOf(own.key) });
		expect(keys(await deckNow())).not.toContain(own.key);
		await undoChange(db, anew(), removing.requestId);
		expect((await deckNow()).slides[0]).toMatchObject({ title: 'Ny titel' });
		await removeOwnSlide(db, anew(), at, { slide: own.key, version: await versionOf(own.key) });
		await expect(addOwnSlide(db, anew(), at, { ...given, title: 'x', efter: 'findes-ikke' })).rejects.toEqual(
			new Refused({ efter: 'bad_choice' })
		);
	});
});

describe('what is to be looked at again', () => {
	it('is kept or taken back; what hung on a slide that is gone stays until somebody removes it', async () => {
		const pointed = async () => (await findEditor(db, { ...at, open: null }))!.stale;
		const topic = (await deckNow()).slides.find(
			({ kind, title }) => kind === 'topic' && title !== 'Emne nr. 0'
		)!;
		const generated = slideOf((await readEditedDeck(db, at))!.built, topic.key).title;
		await write(topic.key, { purpose: 'Formålet er et andet.' });
		await addOwnSlide(db, anew(), at, {
			title: 'Efter',
			kicker: null,
			lines: [],
			said: [],
			efter: topic.key
		});
		const id = Number(topic.key.split(':')[1]);
		await db.updateTable('agenda_item').set({ purpose: 'Ny grund' }).where('id', '=', id).execute();
		await freezeMeeting(db, anew(), november);
		const [changed] = await pointed();
		expect(changed).toMatchObject({
			why: 'changed',
			slide: topic.key,
			field: 'purpose',
			now: 'Ny grund',
			text: 'Formålet er et andet.'
		});
		const edit = { slide: topic.key, version: changed!.version, nr: changed!.nr! };
		await expect(keepEdit(db, anew(), at, { ...edit, version: edit.version + 1 })).rejects.toMatchObject({
			name: 'Stale'
		});
		await keepEdit(db, anew(), at, edit);
		expect(await pointed()).toEqual([]);
		expect(slideOf(await deckNow(), topic.key)).toMatchObject({ purpose: 'Formålet er et andet.' });

		await db.updateTable('agenda_item').set({ purpose: 'Igen' }).where('id', '=', id).execute();
		await freezeMeeting(db, anew(), november);
		const [again] = await pointed();
		await takeEditBack(db, anew(), at, { slide: topic.key, version: again!.version, nr: again!.nr! });
		expect(slideOf(await deckNow(), topic.key)).toMatchObject({ purpose: 'Igen' });

		await write(topic.key, { title: 'Et emne, der går ud' });
		await hideSlide(db, anew(), at, { slide: topic.key, skjult: true });
		await db.deleteFrom('agenda_item').where('id', '=', id).execute();
		await freezeMeeting(db, anew(), november);
		const gone = await pointed();
		expect(gone.map(({ why }) => why).toSorted()).toEqual(['place_gone_own', 'slide_gone']);
		const lost = gone.find(({ why }) => why === 'slide_gone')!;
		expect(lost).toMatchObject({
			title: generated,
			was_hidden: true,
			kept: [{ field: 'title', text: 'Et emne, der går ud' }]
		});
		const placed = await deckNow();
		await keepPlace(db, anew(), at, { slide: gone.find(({ why }) => why === 'place_gone_own')!.slide });
		await dropEdits(db, anew(), at, { slide: lost.slide, version: lost.version });
		expect(await pointed()).toEqual([]);
		expect(keys(await deckNow())).toEqual(keys(placed).filter((key) => key !== lost.slide));
	}, 60_000);

	it('is said where what is kept cannot be read, and the deck is shown without it', async () => {
		await write('cover', { title: 'Snart ulæselig' });
		const spoil = (change: object) =>
			db
				.updateTable('slide_edit')
				.set(change)
				.where('meeting_id', '=', november)
				.where('slide', '=', 'cover')
				.execute();
		for (const [change, trouble] of [
			[{ format: 2 }, 'newer'],
			[{ format: 1, edits: JSON.stringify([{ field: 7 }]) }, 'broken']
		] as const) {
			await spoil(change);
			const editor = (await findEditor(db, { ...at, open: 'cover' }))!;
			expect(editor.unreadable).toMatchObject([{ slide: 'cover', trouble }]);
			expect(editor.open).toBeNull();
			expect(slideOf(await deckNow(), 'cover').title).toBe('KOMBIT programledermøde november 2023');
			await expect(hideSlide(db, anew(), at, { slide: 'cover', skjult: true })).rejects.toEqual(
				new Refused({ slide: 'unreadable' })
			);
		}
		await dropEdits(db, anew(), at, { slide: 'cover', version: await versionOf('cover') });
		expect((await findEditor(db, { ...at, open: 'cover' }))!.unreadable).toEqual([]);
	});
});

describe('who may edit a deck', () => {
	it('is who runs the meetings, by the rules of the pages and by those of PostgreSQL', async () => {
		for (const acting of await listActors(db)) {
			const tries = [
				() => hideSlide(db, anew(acting), at, { slide: 'cover', skjult: true }),
				() =>
					act(db, anew(acting), (trx) =>
						sql`insert into slide_edit (meeting_id, slide, title) values (${november}, ${acting.person.access_id}, 'x')`.execute(
							trx
						)
					),
				() => act(db, anew(acting), (trx) => sql`update slide_edit set hidden = not hidden`.execute(trx))
			];
			for (const one of tries)
				if (acting.person.kind === 'kombit_administrator') await one();
				else await expect(one()).rejects.toMatchObject({ status: 403 });
		}
		const { length } = await db.selectFrom('slide_edit').select('id').execute();
		const herning = await demoActor(db, 'herning');
		await act(db, anew(herning), (trx) => sql`delete from slide_edit`.execute(trx));
		expect(await db.selectFrom('slide_edit').select('id').execute()).toHaveLength(length);
		await expect(
			act(db, anew(), (trx) => sql`update slide_edit set meeting_id = ${october}`.execute(trx))
		).rejects.toMatchObject({ status: 403 });
	});
});
