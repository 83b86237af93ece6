import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonText } from '#language/common.text.ts';
import { readInvitations } from './invitation.form.ts';
import { isKombitKind, KINDS } from './person.ts';

const PLACES = [
	{ code: '657', name: 'Herning', slug: 'herning', official_name: 'Herning Kommune' },
	{ code: '492', name: 'Ærø', slug: 'aeroe', official_name: 'Ærø Kommune' },
	{ code: '101', name: 'København', slug: 'koebenhavn', official_name: 'Københavns Kommune' }
];
const NOTHING = { kind: null, municipality_code: undefined };
const read = (text: string, usual: Parameters<typeof readInvitations>[1]['usual'] = NOTHING) =>
	readInvitations(text, { places: PLACES, usual });

describe('a pasted list', () => {
	test('is read as a person writes it', () => {
		expect(read('Anne Lyngholm <anne@herning.dk>; medarbejder; Herning')).toEqual([
			{
				line: 1,
				text: 'Anne Lyngholm <anne@herning.dk>; medarbejder; Herning',
				name: 'Anne Lyngholm',
				email: 'anne@herning.dk',
				kind: 'contributor',
				municipality_code: '657',
				fault: null
			}
		]);
	});

	test('is read as a spreadsheet gives it, with a head, in either order', () => {
		const lines = read(
			'Navn\tMail\tRolle\tKommune\nÅse Øster\taase@aeroe.dk\tKLIK-administrator\tÆrø Kommune\n"Bo ""Bob"" Holm"\tbo@kbh.dk\tKøbenhavns kommune\tlæser'
		);
		expect(
			lines.map(({ line, name, kind, municipality_code, fault }) => [
				line,
				name,
				kind,
				municipality_code,
				fault
			])
		).toEqual([
			[2, 'Åse Øster', 'klik_administrator', '492', null],
			[3, 'Bo "Bob" Holm', 'reader', '101', null]
		]);
	});

	test('takes from the form what a line leaves out, and from the line what it says', () => {
		const usual = { kind: 'reader', municipality_code: '657' } as const;
		expect(read('Bo <bo@x.dk>\nIb <ib@x.dk>; programleder\nEva <eva@x.dk>; Ærø', usual)).toMatchObject([
			{ kind: 'reader', municipality_code: '657', fault: null },
			{ kind: 'programleder', municipality_code: '657', fault: null },
			{ kind: 'reader', municipality_code: '492', fault: null }
		]);
	});

	test('says by line what is wrong', () => {
		const lines = read(
			[
				'Bo; læser; Herning',
				'Bo <bo@>; læser; Herning',
				'bo@x.dk; læser; Herning',
				`${'B'.repeat(121)} <bo@x.dk>; læser; Herning`,
				'Bo <bo@x.dk>; konge; Herning',
				'Bo <bo@x.dk>',
				'Bo <bo@x.dk>; læser',
				'Bo <bo@x.dk>; læser; Atlantis',
				'Bo <bo@x.dk>; KOMBIT læser; Herning',
				'Bo <bo@x.dk>; læser; KOMBIT',
				'',
				'Bo <bo@x.dk>; KOMBIT læser'
			].join('\n')
		);
		expect(lines.map(({ line, fault }) => [line, fault])).toEqual([
			[1, 'no_mail'],
			[2, 'bad_mail'],
			[3, 'no_name'],
			[4, 'long_name'],
			[5, 'unknown_kind'],
			[6, 'no_kind'],
			[7, 'no_place'],
			[8, 'unknown_place'],
			[9, 'kind_elsewhere'],
			[10, 'kind_elsewhere'],
			[12, null]
		]);
	});

	test('comes back as it was written, whatever the names, in both forms', () => {
		const name = fc
			.stringMatching(/^[A-ZÆØÅ][a-zæøåé]{1,12}( [A-ZÆØÅ][a-zæøå'-]{1,12}[a-z]){1,2}$/)
			.map((given) => given.normalize('NFC'));
		const person = fc.record({
			name,
			email: fc.stringMatching(/^[a-z]{1,10}(\.[a-z]{1,8})?@[a-z]{2,8}\.(dk|example)$/),
			kind: fc.constantFrom(...KINDS),
			place: fc.constantFrom(...PLACES),
			english: fc.boolean()
		});
		fc.assert(
			fc.property(fc.array(person, { maxLength: 12 }), fc.boolean(), (people, tabs) => {
				const text = people
					.map(({ name, email, kind, place, english }) => {
						const word = commonText[english ? 'en' : 'da'].kinds[kind];
						const where = isKombitKind(kind) ? 'KOMBIT' : place.name;
						return tabs ? [name, email, word, where].join('\t') : `${name} <${email}>; ${word}; ${where}`;
					})
					.join('\n');
				const clean = (given: string) => given.replace(/["']/g, '');
				expect(
					read(text).map(({ name, email, kind, municipality_code, fault }) => ({
						name: clean(name),
						email,
						kind,
						municipality_code,
						fault
					}))
				).toEqual(
					people.map(({ name, email, kind, place }) => ({
						name: clean(name),
						email,
						kind,
						municipality_code: isKombitKind(kind) ? null : place.code,
						fault: null
					}))
				);
			}),
			{ numRuns: 300 }
		);
	});

	test('never breaks, and gives every line that says something exactly once', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (given, seams) => {
				const text = seams ? given.replace(/[a-m]/g, '\n').replace(/[n-z]/g, '"') : given;
				const written = text
					.split('\n')
					.map((line, at) => ({ line: at + 1, text: line.trim() }))
					.filter((line) => line.text);
				const lines = read(text).map(({ line, text }) => ({ line, text }));
				expect([written, written.slice(1)]).toContainEqual(lines);
			}),
			{ numRuns: 1000 }
		);
	});
});
