import { type Language, texts } from '#language/language.ts';

/** The words of editing a deck by hand. */
export const overlayText = texts(
	{
		title: 'Ret præsentationen',
		lead: (version: string, day: string) => `Udgave ${version} med tal fra ${day}.`,
		explained:
			'Ret tekster og noter, skjul og flyt slides, og skriv dine egne. Tabeller, diagrammer og tal kommer fra Overblik. Fryses tallene igen, skifter de, og dine rettelser bliver stående.',
		older: 'Du ser på en tidligere udgave. Rettelserne gælder for alle udgaver af mødets præsentation.',
		language:
			'Tekster og noter rettes på det sprog, du læser Overblik på. Rækkefølge, skjulte og egne slides er fælles.',
		other_language: (count: number) =>
			count === 1
				? 'Der er én rettelse i den engelske præsentation.'
				: `Der er ${count} rettelser i den engelske præsentation.`,
		none: 'Mødet har ingen præsentation endnu: den laves af tallene, når de er frosset.',
		to_freeze: 'Til mødets frosne tal',
		trouble: 'Tallene til denne udgave kan ikke læses, så den kan ikke rettes.',
		looking_back: 'Siden viser en tidligere dag. Præsentationen rettes i dag.',
		show: 'Se præsentationen',
		edit: 'Ret præsentationen',

		// The list
		slides: 'Slides',
		slide: 'Slide',
		hidden: 'Skjult',
		moved: 'Flyttet',
		own: 'Egen',
		edited: (count: number) => (count === 1 ? '1 rettelse' : `${count} rettelser`),
		hide: 'Skjul',
		unhide: 'Vis',
		up: 'Op',
		down: 'Ned',
		drag: 'Træk for at flytte',
		place: 'Plads',
		move_to: 'Flyt til',
		move: 'Flyt',
		first: 'Først',
		last: 'Sidst',
		behind: (title: string) => `Efter ${title}`,
		cannot_move: 'Sliden kan ikke flyttes dertil: den, den skulle stå efter, er der ikke længere.',
		gone: 'Sliden er fjernet eller ændret i mellemtiden. Intet er gjort.',
		lost: 'Sliden er fjernet eller ændret i mellemtiden. Det, du skrev, står her endnu:',
		see: 'Se den',

		// The texts of a slide
		edit_slide: 'Ret sliden',
		notes_hint: 'Det, der skal siges. Kilde, udvalg og link til rækkerne tilføjes af sig selv.',
		list_hint: 'En ny linje bliver et nyt punkt; et tomt felt tager punktet bort.',
		figures_hint: (figures: string) =>
			`Følger med, når tallene fryses igen, hvis du lader det stå, som det er: ${figures}.`,
		generated: 'Uden rettelsen:',
		nothing: '(ingen tekst)',
		take_back: 'Tag rettelsen tilbage',
		take_back_of: (label: string) => `Tag rettelsen tilbage: ${label}`,
		take_all_back: 'Tag alt på sliden tilbage',
		fields: {
			title: 'Titel',
			kicker: 'Emne over titlen',
			subtitle: 'Undertitel',
			place: 'Sted',
			purpose: 'Formål',
			reason: 'Begrundelse',
			question: 'Spørgsmål',
			sentence: 'Sætning',
			notes: 'Noter til oplægsholderen'
		},
		lists: {
			bullets: (n: number) => `Punkt ${n}`,
			lines: (n: number) => `Linje ${n}`,
			sentences: (n: number) => `Sætning ${n}`,
			egen: (n: number) => `Egen linje ${n}`
		},

		// Own slides
		new_own: 'Ny egen slide',
		new_own_behind: 'Ny egen slide efter denne',
		edit_own: 'Ret din egen slide',
		own_fields: {
			title: 'Titel',
			kicker: 'Emne over titlen',
			lines: 'Tekst',
			said: 'Noter til oplægsholderen',
			efter: 'Står efter'
		},
		lines_hint: 'Én linje for hvert punkt.',

		// What to look at again
		stale_title: 'Se på igen',
		stale_lead: 'Intet er gået tabt. Det her er ændret under rettelserne, siden de blev lavet.',
		stale: {
			changed: 'Teksten under rettelsen er en anden nu.',
			line_gone: 'Punktet, der blev rettet, er der ikke længere. Rettelsen står som sit eget punkt.',
			field_gone: 'Sliden har ikke den tekst længere. Rettelsen vises ikke.',
			slide_gone: 'Sliden er ikke i præsentationen længere. Det, der blev ændret på den, er gemt her.',
			place_gone_own: 'Den slide, den blev sat efter, er der ikke længere. Den står sidst.',
			place_gone: 'Den slide, den blev flyttet om bag, er der ikke længere. Den står på sin egen plads.'
		},
		was: 'Stod der',
		is_now: 'Står der nu',
		stands: 'Din rettelse',
		keep: 'Behold rettelsen',
		keep_place: 'Lad den stå dér',
		go_to: 'Gå til sliden',
		remove: 'Fjern det gemte',
		was_hidden: 'Den var skjult.',
		was_moved: 'Den var flyttet.',
		unreadable: {
			broken: 'Rettelserne på denne slide kan ikke læses. Præsentationen vises uden dem.',
			newer:
				'Rettelserne på denne slide er gemt af en nyere udgave af Overblik. Præsentationen vises uden dem.'
		}
	},
	{
		title: 'Edit the presentation',
		lead: (version, day) => `Version ${version} with figures of ${day}.`,
		explained:
			'Edit texts and notes, hide and move slides, and write your own. Tables, charts and figures come from Overblik. Frozen again they change, and what you edited stays.',
		older:
			'You are looking at an earlier version. Edits hold for all versions of the meeting’s presentation.',
		language:
			'Texts and notes are edited in the language in which you read Overblik. Order, hidden and own slides are shared.',
		other_language: (count) =>
			count === 1
				? 'There is one edit in the Danish presentation.'
				: `There are ${count} edits in the Danish presentation.`,
		none: 'The meeting has no presentation yet: it is made from the figures once they are frozen.',
		to_freeze: 'To the frozen figures of the meeting',
		trouble: 'The figures of this version cannot be read, so it cannot be edited.',
		looking_back: 'The page shows an earlier day. The presentation is edited in the present.',
		show: 'See the presentation',
		edit: 'Edit the presentation',

		slides: 'Slides',
		slide: 'Slide',
		hidden: 'Hidden',
		moved: 'Moved',
		own: 'Own',
		edited: (count) => (count === 1 ? '1 edit' : `${count} edits`),
		hide: 'Hide',
		unhide: 'Show',
		up: 'Up',
		down: 'Down',
		drag: 'Drag to move',
		place: 'Place',
		move_to: 'Move to',
		move: 'Move',
		first: 'First',
		last: 'Last',
		behind: (title) => `After ${title}`,
		cannot_move: 'The slide cannot be moved there: the one it should stand after is no longer there.',
		gone: 'The slide was removed or changed meanwhile. Nothing was done.',
		lost: 'The slide was removed or changed meanwhile. What you wrote still stands here:',
		see: 'See it',

		edit_slide: 'Edit the slide',
		notes_hint: 'What is to be said. Source, selection and the link to the rows are added by themselves.',
		list_hint: 'A new line becomes a new point; an empty field takes the point away.',
		figures_hint: (figures) =>
			`Follows when the figures are frozen again, if you leave it as it is: ${figures}.`,
		generated: 'Without the edit:',
		nothing: '(no text)',
		take_back: 'Take the edit back',
		take_back_of: (label) => `Take the edit back: ${label}`,
		take_all_back: 'Take back all on the slide',
		fields: {
			title: 'Title',
			kicker: 'Topic over the title',
			subtitle: 'Subtitle',
			place: 'Place',
			purpose: 'Purpose',
			reason: 'Reason',
			question: 'Question',
			sentence: 'Sentence',
			notes: 'Speaker notes'
		},
		lists: {
			bullets: (n) => `Point ${n}`,
			lines: (n) => `Line ${n}`,
			sentences: (n) => `Sentence ${n}`,
			egen: (n) => `Own line ${n}`
		},

		new_own: 'New slide of your own',
		new_own_behind: 'New slide of your own after this one',
		edit_own: 'Edit your own slide',
		own_fields: {
			title: 'Title',
			kicker: 'Topic over the title',
			lines: 'Text',
			said: 'Speaker notes',
			efter: 'Stands after'
		},
		lines_hint: 'One line for each point.',

		stale_title: 'Look at again',
		stale_lead: 'Nothing is lost. This has changed under the edits since they were made.',
		stale: {
			changed: 'The text under the edit is another one now.',
			line_gone: 'The point that was edited is no longer there. The edit stands as a point of its own.',
			field_gone: 'The slide no longer has that text. The edit is not shown.',
			slide_gone: 'The slide is no longer in the presentation. What was changed on it is kept here.',
			place_gone_own: 'The slide it was put after is no longer there. It stands last.',
			place_gone: 'The slide it was moved behind is no longer there. It stands in its own place.'
		},
		was: 'Was there',
		is_now: 'Is there now',
		stands: 'Your edit',
		keep: 'Keep the edit',
		keep_place: 'Let it stand there',
		go_to: 'Go to the slide',
		remove: 'Remove what is kept',
		was_hidden: 'It was hidden.',
		was_moved: 'It was moved.',
		unreadable: {
			broken: 'The edits on this slide cannot be read. The presentation is shown without them.',
			newer:
				'The edits on this slide were saved by a newer version of Overblik. The presentation is shown without them.'
		}
	}
);

/** What a text of a slide is called: "title" → "Titel", "bullets.2" → "Punkt 3". */
export function textLabel(field: string, language: Language): string {
	const t = overlayText[language];
	const [name = '', at] = field.split('.');
	if (at !== undefined && Object.hasOwn(t.lists, name))
		return t.lists[name as keyof typeof t.lists](Number(at) + 1);
	return Object.hasOwn(t.fields, name) ? t.fields[name as keyof typeof t.fields] : field;
}
