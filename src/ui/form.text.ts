import { type Language, texts } from '#language/language.ts';
import { number } from '#language/numbers.ts';

/** Words of every form: what is wrong with a field, saving, choosing between two versions, undoing. */
export const formText = texts(
	{
		faults: {
			required: 'Udfyld feltet.',
			too_long: (most: string, written: string) => `Højst ${most} tegn${written && `, du skrev ${written}`}.`,
			bad_date: 'Skriv en dato, der findes, som dd.mm.åååå.',
			future: 'Datoen kan ikke ligge efter i dag.',
			past: 'Datoen kan ikke ligge før i dag.',
			before_start: 'Datoen kan ikke ligge før den dag, det gælder fra.',
			far_date: 'Datoen ligger mere end 20 år væk. Er året rigtigt?',
			bad_time: 'Skriv et klokkeslæt, der findes, som 10.30.',
			time_order: 'Sluttiden kan ikke ligge før starttiden.',
			unknown_lines: 'Nogle linjer kan ikke genkendes. De står herunder.',
			incomplete: 'Der mangler noget andet først. Ret det hele i stedet.',
			order: 'Slutdatoen kan ikke ligge før startdatoen.',
			bad_choice: 'Vælg en af mulighederne.',
			bad_email: 'Skriv en mailadresse som navn@kommune.dk.',
			bad_url: 'Skriv en adresse, der begynder med https:// eller http://.',
			bad_number: 'Skriv et helt tal.',
			taken: 'Det findes allerede.',
			nothing_chosen: 'Vælg mindst én.',
			closed: 'Det er lukket og kan ikke ændres længere.',
			not_later: 'Datoen kan ikke ligge efter fristen.',
			too_early: 'Datoen kan ikke ligge, før det blev udsendt.',
			sum: 'Tallene skal tilsammen give omkring 100.',
			after_next: 'Datoen kan ikke ligge efter den næste i rækken.',
			cannot_go: 'Det kan ikke flyttes dertil.',
			unreadable: 'Feltet kan ikke læses.'
		},
		faults_heading: 'Intet er gemt endnu. Ret dette:',
		save: 'Gem',
		saving: 'Gemmer …',
		unsent: 'Ikke gemt. Tryk Gem for at prøve igen.',
		too_large:
			'Ikke gemt: det er større, end siden tager imod. Det, du skrev, står her endnu; gør det kortere.',
		not_allowed: 'Ikke gemt: det må du ikke. Det, du skrev, står her endnu.',
		edit: 'Ret',
		cancel: 'Luk uden at gemme',
		remove: 'Fjern',
		add: 'Tilføj',
		optional: '(valgfri)',
		yes: 'Ja',
		stale_heading: 'Andre har ændret det i mellemtiden',
		stale: (name: string, when: string) =>
			`${name} gemte ${when}, mens du skrev. Intet er overskrevet: vælg for hvert felt, hvad der skal stå.`,
		stale_unknown:
			'Det er ændret, mens du skrev. Intet er overskrevet: vælg for hvert felt, hvad der skal stå.',
		stale_gone: 'Det, du ville ændre, er fjernet eller ændret i mellemtiden. Det, du skrev, står her endnu.',
		field: 'Felt',
		yours: 'Dit',
		theirs: 'Deres',
		nothing: '(tomt)',
		keep_choice: 'Gem mit valg',
		keep_theirs: 'Behold deres',
		saved: (rows: number) => (rows === 1 ? 'Ændringen er gemt.' : `Gemt: ${rows} ændringer.`),
		undone: (rows: number) => (rows === 1 ? 'Ændringen er fortrudt.' : `Fortrudt: ${rows} ændringer.`),
		undo: 'Fortryd',
		redo: 'Gendan',
		undo_region: 'Seneste ændring',
		undo_nothing: 'Der er intet at fortryde. Når du har gemt noget, tilbyder siden at fortryde det.',
		undo_refused: {
			gone: 'Det kan ikke fortrydes længere: andre har ændret det siden, eller der er gået mere end et døgn.',
			closed: 'Det kan ikke fortrydes: det er blevet lukket siden, og så kan det ikke ændres længere.'
		}
	},
	{
		faults: {
			required: 'Fill in the field.',
			too_long: (most, written) => `At most ${most} characters${written && `, you wrote ${written}`}.`,
			bad_date: 'Write a date that exists, as dd.mm.yyyy.',
			future: 'The date cannot lie after today.',
			past: 'The date cannot lie before today.',
			before_start: 'The date cannot lie before the day it holds from.',
			far_date: 'The date lies more than 20 years away. Is the year right?',
			bad_time: 'Write a time that exists, as 10:30.',
			time_order: 'The end time cannot lie before the start time.',
			unknown_lines: 'Some lines are not recognised. They are listed below.',
			incomplete: 'Something else is missing first. Edit all of it instead.',
			order: 'The end cannot lie before the start.',
			bad_choice: 'Choose one of the options.',
			bad_email: 'Write a mail address such as name@kommune.dk.',
			bad_url: 'Write an address that begins with https:// or http://.',
			bad_number: 'Write a whole number.',
			taken: 'It is there already.',
			nothing_chosen: 'Choose at least one.',
			closed: 'It is closed and can no longer be changed.',
			not_later: 'The date cannot lie after the due date.',
			too_early: 'The date cannot lie before it was sent out.',
			sum: 'The numbers must add up to about 100.',
			after_next: 'The date cannot lie after the next one in the row.',
			cannot_go: 'It cannot be moved there.',
			unreadable: 'The field cannot be read.'
		},
		faults_heading: 'Nothing is saved yet. Mend this:',
		save: 'Save',
		saving: 'Saving …',
		unsent: 'Not saved. Press Save to try again.',
		too_large:
			'Not saved: it is larger than the page takes. What you wrote still stands here; make it shorter.',
		not_allowed: 'Not saved: you may not do that. What you wrote still stands here.',
		edit: 'Edit',
		cancel: 'Close without saving',
		remove: 'Remove',
		add: 'Add',
		optional: '(optional)',
		yes: 'Yes',
		stale_heading: 'Someone else changed it in the meantime',
		stale: (name, when) =>
			`${name} saved ${when} while you were writing. Nothing is overwritten: choose for each field what shall stand.`,
		stale_unknown:
			'It was changed while you were writing. Nothing is overwritten: choose for each field what shall stand.',
		stale_gone:
			'What you wanted to change was removed or changed meanwhile. What you wrote still stands here.',
		field: 'Field',
		yours: 'Yours',
		theirs: 'Theirs',
		nothing: '(empty)',
		keep_choice: 'Save my choice',
		keep_theirs: 'Keep theirs',
		saved: (rows) => (rows === 1 ? 'The change is saved.' : `Saved: ${rows} changes.`),
		undone: (rows) => (rows === 1 ? 'The change is undone.' : `Undone: ${rows} changes.`),
		undo: 'Undo',
		redo: 'Redo',
		undo_region: 'Latest change',
		undo_nothing: 'There is nothing to undo. When you have saved something, the page offers to undo it.',
		undo_refused: {
			gone: 'It can no longer be undone: others have changed it since, or more than a day has passed.',
			closed: 'It cannot be undone: it has been closed since, and then it can no longer be changed.'
		}
	}
);

/** A fault as readForm gives it, in words. */
export function faultText(fault: string, language: Language): string {
	const [key = '', ...numbers] = fault.split(':');
	const word = (formText[language].faults as Record<string, string | ((...told: string[]) => string)>)[key];
	const told = [0, 1].map((at) => (numbers[at] ? number(Number(numbers[at]), language) : ''));
	return (typeof word === 'function' ? word(...told) : word) ?? formText[language].faults.unreadable;
}
