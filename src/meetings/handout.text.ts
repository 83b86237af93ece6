import { texts } from '#language/language.ts';

const one = (n: number, singular: string, plural: string) => (n === 1 ? singular : plural);

export const handoutText = texts(
	{
		// On the page of the meeting
		title: 'Udlevering',
		lead: 'En side med tallene i alt, til at sende eller printe. Den åbnes med et link, uden at logge ind, og nævner hverken personer eller kommuner.',
		none: 'Der er ikke lavet nogen udlevering.',
		not_frozen: 'Frys tallene først.',
		make: 'Lav udlevering',
		of_version: 'Af udgave',
		revoke: 'Tilbagekald',
		revoke_which: (version: string, when: string) => `Tilbagekald linket til udgave ${version} fra ${when}`,
		made: (version: string, when: string, name: string) => `Udgave ${version}, lavet ${when} af ${name}.`,
		works: 'Linket virker',
		revoked: (day: string) => `Tilbagekaldt ${day}`,
		link: 'Linket til udleveringen',
		once: 'Kopiér det nu: det vises kun denne ene gang. Alle, der har det, kan læse siden, til det bliver tilbagekaldt.',
		open: 'Se siden',
		copy: 'Kopiér linket',
		copied: 'Kopieret',
		gone: 'Linket er tilbagekaldt i forvejen.',
		not_made: 'Udgaven kan ikke udleveres: den findes ikke, eller dens tal er ikke hele.',

		// The page itself
		figures: (day: string) => `Tal pr. ${day}`,
		meeting_on: (day: string) => `Mødet ${day}`,
		a_meeting: 'Programledermøde',
		totals_only: 'Siden viser kun tal i alt. Den nævner hverken personer eller kommuner.',
		demo: 'Noget af tallene er demodata og opdigtet.',
		in_short: 'Kort fortalt',
		projects_count: (n: number) => one(n, 'projekt', 'projekter'),
		missing_signatures: (n: number) => one(n, 'underskrift mangler', 'underskrifter mangler'),
		open_tasks: (n: number) => one(n, 'åben KLIK-opgave', 'åbne KLIK-opgaver'),
		missing_answers: (n: number) => one(n, 'svar mangler', 'svar mangler'),
		projects: 'Projekter',
		projects_caption: 'Projekternes status, de næste datoer og deres opgaver',
		project: 'Projekt',
		a_project: 'Et projekt',
		status: 'Status',
		next: 'Næste datoer',
		no_date: 'Ingen kommende dato',
		of: (part: string, all: string) => `${part} af ${all}`,
		tasks_open: 'Åbne opgaver',
		answers_missing: 'Svar mangler',
		agreements: 'Aftaler til underskrift',
		agreements_caption: 'Underskrifter på aftalerne',
		agreement: 'Aftale',
		deadline: 'Frist',
		in_place: 'Underskrevet',
		missing: 'Mangler',
		not_applicable: 'Ikke relevant',
		asked: 'Spurgt',
		in_all: 'I alt',
		no_agreements: 'Ingen aftaler er ude til underskrift.',
		tasks: 'KLIK-opgaver',
		tasks_say: (open: string, critical: string, cross: string, overdue: string) =>
			`${open} åbne opgaver. ${critical} er kritiske, ${cross} er tværgående, og på ${overdue} er fristen overskredet, mens der mangler svar.`,
		answers_caption: 'Kommunernes svar på de åbne opgaver',
		answer: 'Svar',
		count: 'Antal',
		no_tasks: 'Der er ingen åbne opgaver.',
		changed: (day: string) => `Ændret siden ${day}`,
		first: 'Der er ingen tal fra et tidligere møde at sammenligne med.',
		unchanged: 'Intet er ændret.',
		says: {
			projects_added: (n: number) => one(n, 'Ét projekt er kommet til.', `${n} projekter er kommet til.`),
			projects_ended: (n: number) => one(n, 'Ét projekt er afsluttet.', `${n} projekter er afsluttet.`),
			projects_restated: (n: number) =>
				one(n, 'Ét projekt har skiftet status.', `${n} projekter har skiftet status.`),
			milestones_reached: (n: number) => one(n, 'Én milepæl er nået.', `${n} milepæle er nået.`),
			milestones_moved: (n: number) => one(n, 'Én milepæl er flyttet.', `${n} milepæle er flyttet.`),
			milestones_added: (n: number) => one(n, 'Én milepæl er kommet til.', `${n} milepæle er kommet til.`),
			milestones_gone: (n: number) => one(n, 'Én milepæl er taget ud.', `${n} milepæle er taget ud.`),
			agreements_sent: (n: number) =>
				one(n, 'Én aftale er sendt til underskrift.', `${n} aftaler er sendt til underskrift.`),
			signatures: (n: number) => one(n, 'Én underskrift er kommet til.', `${n} underskrifter er kommet til.`),
			tasks_added: (n: number) => one(n, 'Én ny opgave.', `${n} nye opgaver.`),
			tasks_closed: (n: number) => one(n, 'Én opgave er lukket.', `${n} opgaver er lukket.`),
			tasks_done: (n: number) =>
				one(n, 'Én opgave er meldt udført i en kommune.', `${n} gange har en kommune meldt en opgave udført.`)
		},
		missing_says: (name: string, before: string, after: string) =>
			`${name}: ${before} → ${after} mangler underskrift.`,
		trouble:
			'Tallene kan ikke vises: det, der er gemt, er ikke, som det blev frosset. Sig det til den, du fik linket af.',

		// Where the link opens nothing
		closed_title: 'Linket virker ikke',
		closed:
			'Måske er det tilbagekaldt, eller også er adressen ikke kopieret helt. Bed den, du fik det af, om et nyt.',
		too_many_title: 'For mange forsøg',
		too_many: 'Herfra er der prøvet for mange links, der ikke virker. Vent et kvarter, og prøv igen.'
	},
	{
		title: 'Handout',
		lead: 'A page with the totals, to be sent or printed. It is opened by a link, without signing in, and names neither people nor municipalities.',
		none: 'No handout has been made.',
		not_frozen: 'Freeze the figures first.',
		make: 'Make a handout',
		of_version: 'Of version',
		revoke: 'Revoke',
		revoke_which: (version, when) => `Revoke the link to version ${version} of ${when}`,
		made: (version, when, name) => `Version ${version}, made ${when} by ${name}.`,
		works: 'The link works',
		revoked: (day) => `Revoked ${day}`,
		link: 'The link to the handout',
		once: 'Copy it now: it is shown this once only. Whoever has it can read the page until it is revoked.',
		open: 'See the page',
		copy: 'Copy the link',
		copied: 'Copied',
		gone: 'The link has been revoked already.',
		not_made: 'The version cannot be handed out: there is none such, or its figures are not whole.',

		figures: (day) => `Figures of ${day}`,
		meeting_on: (day) => `The meeting of ${day}`,
		a_meeting: 'Programme leaders’ meeting',
		totals_only: 'The page shows totals only. It names neither people nor municipalities.',
		demo: 'Some of the figures are demo data and made up.',
		in_short: 'In short',
		projects_count: (n) => one(n, 'project', 'projects'),
		missing_signatures: (n) => one(n, 'signature missing', 'signatures missing'),
		open_tasks: (n) => one(n, 'open KLIK task', 'open KLIK tasks'),
		missing_answers: (n) => one(n, 'answer missing', 'answers missing'),
		projects: 'Projects',
		projects_caption: 'The state of the projects, their next dates and their tasks',
		project: 'Project',
		a_project: 'A project',
		status: 'Status',
		next: 'Next dates',
		no_date: 'No coming date',
		of: (part, all) => `${part} of ${all}`,
		tasks_open: 'Open tasks',
		answers_missing: 'Answers missing',
		agreements: 'Agreements out for signature',
		agreements_caption: 'Signatures on the agreements',
		agreement: 'Agreement',
		deadline: 'Deadline',
		in_place: 'Signed',
		missing: 'Missing',
		not_applicable: 'Not applicable',
		asked: 'Asked',
		in_all: 'In all',
		no_agreements: 'No agreements are out for signature.',
		tasks: 'KLIK tasks',
		tasks_say: (open, critical, cross, overdue) =>
			`Open tasks: ${open}. ${critical} are critical, ${cross} are cross-cutting, and ${overdue} are past their due date with answers missing.`,
		answers_caption: 'The municipalities’ answers to the open tasks',
		answer: 'Answer',
		count: 'Count',
		no_tasks: 'There are no open tasks.',
		changed: (day) => `Changed since ${day}`,
		first: 'There are no figures of an earlier meeting to compare with.',
		unchanged: 'Nothing has changed.',
		says: {
			projects_added: (n) => one(n, 'One project has been added.', `${n} projects have been added.`),
			projects_ended: (n) => one(n, 'One project has ended.', `${n} projects have ended.`),
			projects_restated: (n) => one(n, 'One project has a new status.', `${n} projects have a new status.`),
			milestones_reached: (n) =>
				one(n, 'One milestone has been reached.', `${n} milestones have been reached.`),
			milestones_moved: (n) => one(n, 'One milestone has been moved.', `${n} milestones have been moved.`),
			milestones_added: (n) => one(n, 'One milestone has been added.', `${n} milestones have been added.`),
			milestones_gone: (n) =>
				one(n, 'One milestone has been taken out.', `${n} milestones have been taken out.`),
			agreements_sent: (n) =>
				one(
					n,
					'One agreement has been sent out for signature.',
					`${n} agreements have been sent out for signature.`
				),
			signatures: (n) => one(n, 'One signature has come in.', `${n} signatures have come in.`),
			tasks_added: (n) => one(n, 'One new task.', `${n} new tasks.`),
			tasks_closed: (n) => one(n, 'One task has been closed.', `${n} tasks have been closed.`),
			tasks_done: (n) =>
				one(
					n,
					'A municipality has reported one task done.',
					`${n} times a municipality has reported a task done.`
				)
		},
		missing_says: (name, before, after) => `${name}: ${before} → ${after} have yet to sign.`,
		trouble:
			'The figures cannot be shown: what is stored is not what was frozen. Tell whoever gave you the link.',

		closed_title: 'The link does not work',
		closed:
			'Perhaps it was revoked, or the address was not copied whole. Ask whoever gave it to you for a new one.',
		too_many_title: 'Too many tries',
		too_many: 'Too many links that do not work were tried from here. Wait a quarter of an hour and try again.'
	}
);
