import { describe, expect, test } from 'vitest';
import { formAt, KEPT_FORMS } from '../src/routes/(inside)/gemt/[id]/forms.ts';
import { LANGUAGES } from '../src/language/language.ts';
import { tellFields } from '../src/people/kept.ts';
import { ACTIONS, type Names } from './actions.ts';

// A form that is kept while its person signs in again is told in the words of the form itself.

const names: Names = {
	task: 1,
	agreement: 2,
	version: 3,
	note: 4,
	person: 5,
	access: 6,
	holding: 7,
	successor: 8,
	role: 'programleder',
	change: '00000000-0000-4000-8000-000000000000',
	kept: '00000000-0000-4000-8000-000000000000',
	session: '00000000-0000-4000-8000-000000000000',
	milestone: 9,
	status: 10,
	klar: 11,
	kontakt: 12,
	link: 13,
	meeting: 15,
	topic: 16,
	poll: 17,
	turn: 18,
	asked_meeting: 19,
	attempt: 14
};
/** What a form carries unseen: its key, the row it is of as it was seen, and what it stood like before. */
const UNSEEN = [
	'noegle',
	'version',
	'id',
	'udgave',
	'access_id',
	'adgang',
	'session',
	'hvad',
	'tilbage',
	'before',
	'bounces',
	'nr'
];
const inside = Object.entries(ACTIONS).filter(([, { may }]) => may !== 'door');

describe('a kept form', () => {
	test.each(inside)('of %s is found and has a word for every field, in both languages', (_, action) => {
		const form = formAt(action.path(names));
		expect(form).toBeDefined();
		for (const language of LANGUAGES) {
			const { name, labels } = form!(language);
			expect(name).toMatch(/\S/);
			for (const field of Object.keys(action.form(names)))
				if (!UNSEEN.includes(field)) expect(labels[field], `${language} ${field}`).toMatch(/\S/);
			for (const [field, label] of Object.entries(labels)) expect(label, field).not.toBe(field);
		}
	});

	test('is told of no action that is not there', () => {
		const ids = inside.map(([id]) => id.replace('/(inside)', '').replace(/^ /, '/ '));
		expect(Object.keys(KEPT_FORMS).toSorted()).toEqual(ids.toSorted());
		for (const path of ['/opgaver/1?/findes-ikke', '/findes/ikke?/gem', '/opgaver/1/2?/gem'])
			expect(formAt(path), path).toBeUndefined();
	});

	test('shows what was filled in, in the form’s order, with rows by name and choices in words', () => {
		const form = formAt('/opgaver/12?/gem&ret=657')!('da');
		const told = tellFields(
			[
				['noegle', 'x'],
				['version', '3'],
				['note', 'Linje 1\nLinje 2'],
				['udfoerer', ''],
				['ansvarlig', '7'],
				['kommune', '657'],
				['tilstand', 'waiting'],
				['gaelder_fra', '2023-11-20'],
				['trin', '5'],
				['trin', '6'],
				['trin_foer', '5']
			],
			form,
			new Map([
				['municipality 657', 'Herning'],
				['person 7', 'Dorthe Hedelund'],
				['step 5', 'Læs'],
				['step 6', 'Svar']
			])
		);
		expect(told.map(({ label, values }) => [label, ...values])).toEqual([
			['Kommune', 'Herning'],
			['Tilstand', 'Afventer'],
			['Gælder fra', '20.11.2023'],
			['Ansvarlig', 'Dorthe Hedelund'],
			['Afsluttede trin', 'Læs', 'Svar'],
			['Notat', 'Linje 1\nLinje 2']
		]);
	});

	test('of /personer/inviter is not the one of a person', () => {
		expect(formAt('/personer/inviter?/inviter')!('da').name).toBe('Inviter');
		expect(formAt('/personer/5?/inviter')!('da').name).toBe('Send invitationen igen');
	});
});
