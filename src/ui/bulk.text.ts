import { texts } from '#language/language.ts';

/** Words for changing many rows at once, whatever the rows are. */
export const bulkText = texts(
	{
		lead: 'Ret flere på én gang: sæt kryds i rækkerne eller',
		choose_all: (count: string) => `vælg alle ${count}`,
		choose_none: 'fjern alle kryds',
		lead_elsewhere: 'Ret flere på én gang',
		region: 'Ret de valgte',
		choose: (name: string) => `Vælg ${name}`,
		choose_head: 'Valgt',
		chosen: 'Valgt:',
		apply: 'Ret de valgte',
		preview_heading: (count: number) => (count === 1 ? 'Ret 1 række?' : `Ret ${count} rækker?`),
		preview_none: 'Ingen af de valgte kan rettes.',
		preview_text: 'Intet er gemt endnu. Sådan kommer det til at stå:',
		now: 'Nu',
		becomes: 'Bliver',
		carry_out: (count: number) => (count === 1 ? 'Ret den ene' : `Ret alle ${count}`),
		back: 'Tilbage uden at gemme',
		preview_left: (count: number) => (count === 1 ? '1 bliver ikke rettet:' : `${count} bliver ikke rettet:`),
		done: (count: number) => (count === 1 ? '1 er rettet.' : `${count} er rettet.`),
		done_none: 'Intet er rettet.',
		left: (count: number) => (count === 1 ? '1 blev ikke rettet:' : `${count} blev ikke rettet:`),
		reasons: {
			changed: 'andre har ændret den, siden du så den',
			same: 'står allerede sådan',
			outside: 'er ikke bedt om det',
			not_allowed: 'du kan ikke rette den',
			closed: 'er lukket',
			too_early: 'datoen ligger, før den blev sendt ud'
		},
		close: 'Luk'
	},
	{
		lead: 'Change several at once: tick the rows or',
		choose_all: (count) => `choose all ${count}`,
		choose_none: 'clear all ticks',
		lead_elsewhere: 'Change several at once',
		region: 'Change those chosen',
		choose: (name) => `Choose ${name}`,
		choose_head: 'Chosen',
		chosen: 'Chosen:',
		apply: 'Change those chosen',
		preview_heading: (count) => (count === 1 ? 'Change 1 row?' : `Change ${count} rows?`),
		preview_none: 'None of those chosen can be changed.',
		preview_text: 'Nothing is saved yet. This is how it will stand:',
		now: 'Now',
		becomes: 'Becomes',
		carry_out: (count) => (count === 1 ? 'Change the one' : `Change all ${count}`),
		back: 'Back without saving',
		preview_left: (count) => (count === 1 ? '1 will not be changed:' : `${count} will not be changed:`),
		done: (count) => (count === 1 ? '1 is changed.' : `${count} are changed.`),
		done_none: 'Nothing is changed.',
		left: (count) => (count === 1 ? '1 was not changed:' : `${count} were not changed:`),
		reasons: {
			changed: 'someone changed it after you saw it',
			same: 'stands so already',
			outside: 'is not asked for it',
			not_allowed: 'you cannot change it',
			closed: 'is closed',
			too_early: 'the date lies before it was sent out'
		},
		close: 'Close'
	}
);
