import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lookBack } from '#database/connection.server.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { checkPptx } from '../../tests/support/pptx-checker.ts';
import { buildDeck } from './build.ts';
import { compareSnapshots } from './changes.ts';
import { type Deck, plain, type Slide, slideTitles } from './deck.ts';
import { applyOverlay, NO_OVERLAY, textFields, withEdit } from './overlay.ts';
import { MOST_PARTS, pageDeck } from './paging.ts';
import { writePptx } from './pptx.server.ts';
import { askedOf, missingFrom, outstandingOf, type Snapshot } from './snapshot.ts';
import { readAgenda, readSnapshot } from './snapshot.server.ts';

const db = await testDatabase({ demo: true });
const TODAY = '2023-11-23';
const organisation = { name: 'KOMBIT', accent: '#0a5a6b', font: null, logo: null };
const page = '/moeder/1/aendringer';
let snapshot: Snapshot;
let earlier: Snapshot;
let deck: Deck;

const build = (of: Snapshot, changes = compareSnapshots(earlier, of), language: 'da' | 'en' = 'da') =>
	buildDeck(of, { language, organisation, changes, page });
const withAgenda = (change: (agenda: NonNullable<Snapshot['meeting']>['agenda']) => unknown[]) => {
	const meeting = snapshot.meeting!;
	return { ...snapshot, meeting: { ...meeting, agenda: change(meeting.agenda) as typeof meeting.agenda } };
};
const ofKind = <K extends Slide['kind']>(kind: K) =>
	deck.slides.filter((slide): slide is Extract<Slide, { kind: K }> => slide.kind === kind);

beforeAll(async () => {
	const meeting = await db
		.selectFrom('meeting')
		.where('held_on', '=', TODAY)
		.select('id')
		.executeTakeFirstOrThrow();
	snapshot = { ...(await readSnapshot(db, TODAY)), meeting: await readAgenda(db, meeting.id), since: null };
	const day = '2023-10-26';
	earlier = await readSnapshot(lookBack(db, { day, known: 'then', present: TODAY }), day);
	deck = build(snapshot);
});

describe('the deck of a meeting', () => {
	it('follows the agenda, block by block', () => {
		expect(deck.slides[0]).toMatchObject({ kind: 'cover', title: 'KOMBIT programledermøde november 2023' });
		expect(deck.slides[1]?.kind).toBe('agenda');
		expect(deck.slides.at(-1)).toMatchObject({ kind: 'thanks', title: 'Evaluering og tak for i dag' });
		const numbers = ofKind('topic').map(({ number }) => number);
		expect(numbers.slice(0, 5)).toEqual(['2', '3', '4', '5', '6']);
		expect(numbers).toContain('6.7');
		const kinds = new Set(deck.slides.map((slide) => slide.kind));
		for (const kind of ['cover', 'agenda', 'topic', 'status', 'readiness', 'timeline', 'figures', 'coverage'])
			expect(kinds).toContain(kind);
		for (const kind of ['tilemap', 'table', 'poll', 'changes', 'questions', 'thanks'])
			expect(kinds).toContain(kind);
	});

	it('has the two pictures of the original as tables, under their topics', () => {
		const [agreements, tasks] = ['agreements', 'tasks'].map((key) =>
			ofKind('table').find((slide) => slide.key === key)
		);
		expect(agreements?.kicker).toBe(
			'Status på databehandler- og tilslutningsaftaler til underskrift hos kommunerne'
		);
		expect(tasks?.kicker).toBe('Oversigt over tværgående og/eller kritiske KLIK-opgaver');
		const gateway = agreements?.rows.find((row) => plain(row[0]!.text).includes('Gateway'));
		expect(plain(gateway![3]!.text)).toBe('57 af 98');
		const listed = snapshot.tasks.filter((task) => task.is_critical || task.is_cross_cutting);
		expect(tasks?.rows).toHaveLength(listed.length);
		expect(tasks?.rows.map((row) => plain(row[5]!.text)).toSorted()).toEqual(
			listed
				.map((task) => `${outstandingOf(task).length} af ${Object.values(task.states).flat().length}`)
				.toSorted()
		);
	});

	it('counts each agreement as its rows do', () => {
		expect(ofKind('coverage').length).toBeGreaterThan(1);
		for (const slide of ofKind('coverage')) {
			const agreement = snapshot.agreements.find(({ id }) => slide.key === `agreement:${id}/coverage`)!;
			const sum = slide.counts.reduce((all, { count }) => all + count, 0);
			expect(sum).toBe(askedOf(agreement).length);
			expect(slide.missing.names).toHaveLength(missingFrom(agreement).length);
			expect(plain(slide.sentence)).toContain(
				`${missingFrom(agreement).length} af ${askedOf(agreement).length} kommune`
			);
		}
	});

	it('leads to the pages as of the day of its figures', () => {
		const links = JSON.stringify(deck).match(/"href":"\/[^"]*"/g) ?? [];
		expect(links.length).toBeGreaterThan(100);
		for (const link of links) expect(link).toMatch(/[?&]pr=\d{4}-\d\d-\d\d|aendringer/);
	});

	it('has keys and titles of which no two are alike', () => {
		const paged = pageDeck(deck);
		expect(new Set(paged.slides.map((slide) => slide.key)).size).toBe(paged.slides.length);
		expect(new Set(slideTitles(paged).values()).size).toBe(paged.slides.length);
	});

	it('is a PowerPoint file with nothing to repair, in both languages', { timeout: 120_000 }, async () => {
		for (const language of ['da', 'en'] as const) {
			const paged = pageDeck(build(snapshot, compareSnapshots(earlier, snapshot), language));
			const file = await writePptx(paged, { origin: 'https://overblik.example' });
			if (process.env['DECK_TO']) writeFileSync(`${process.env['DECK_TO']}-${language}.pptx`, file);
			const { faults, slides } = checkPptx(file);
			expect(faults).toEqual([]);
			expect(slides).toHaveLength(paged.slides.length);
		}
	});

	it('keeps hand edits when it is built of other figures', () => {
		const status = ofKind('status')[0]!;
		const field = textFields(status).find((one) => one.field === 'bullets.0')!;
		const edit = { slide: status.key, field: field.field, text: 'Sagt på vores måde.' };
		const laid = applyOverlay(build(earlier2()), withEdit(NO_OVERLAY, deck, edit));
		const slide = laid.deck.slides.find(({ key }) => key === status.key);
		expect(JSON.stringify(slide)).toContain('Sagt på vores måde.');
	});
});

const earlier2 = (): Snapshot => ({ ...earlier, meeting: snapshot.meeting });

describe('a deck of little', () => {
	it('of a meeting without topics has the overviews', () => {
		const slides = build(withAgenda(() => [])).slides.map(({ key }) => key);
		expect(slides.slice(0, 2)).toEqual(['cover', 'changes']);
		expect(slides).toContain('agreements');
		expect(slides).toContain('tasks');
		expect(slides.at(-1)).toBe('thanks');
	});

	it('has a title for a topic whose project is no longer there', () => {
		const gone = { ...withAgenda((agenda) => agenda), projects: [] };
		const { slides } = build(gone, null as never);
		expect(slides.some((slide) => slide.kind === 'topic' && slide.title.startsWith('Sygesikring'))).toBe(
			true
		);
		expect(slides.some((slide) => slide.kind === 'status')).toBe(false);
	});

	it('says nothing of changes where nothing has changed', () => {
		expect(
			build(snapshot, compareSnapshots(snapshot, snapshot)).slides.some(({ kind }) => kind === 'changes')
		).toBe(false);
	});

	it('of nothing at all is a cover and thanks', () => {
		const nothing = { ...snapshot, meeting: null, projects: [], tasks: [], agreements: [], groups: [] };
		expect(build(nothing, null as never).slides.map(({ kind }) => kind)).toEqual(['cover', 'thanks']);
	});
});

describe('a deck of a larger world', () => {
	it('stays a deck: ten times the agreements and tasks show their top', () => {
		const times = <T extends { id: number }>(list: T[]) =>
			Array.from({ length: 10 }, (_, n) => list.map((one) => ({ ...one, id: one.id + n * 100_000 }))).flat();
		const large = { ...snapshot, tasks: times(snapshot.tasks), agreements: times(snapshot.agreements) };
		const paged = pageDeck(build(large, compareSnapshots(snapshot, snapshot)));
		expect(paged.slides.length).toBeLessThan(150);
		const tasks = paged.slides.filter(({ key }) => key === 'tasks' || key.startsWith('tasks~'));
		expect(tasks).toHaveLength(MOST_PARTS);
		const last = tasks.at(-1);
		expect(last?.kind === 'table' && last.more?.count).toBeGreaterThan(43);
	});
});
