import { texts } from '#language/language.ts';

export const meetingText = texts(
	{
		title: 'Møder',
		lead: 'Programledermøderne: dagsordener, oplæg og hvor man spørger.',
		list_caption: 'Møder, det nyeste først',
		none: 'Der er ingen møder endnu.',
		held_on: 'Dato',
		meeting: 'Møde',
		topics: 'Punkter',
		no_agenda: 'Dagsordenen er ikke lagt ind.',
		agenda: 'Dagsorden',
		label_said: (label: string) => `Kilden skriver »${label}«`,
		presenter: 'Oplæg',
		questions: 'Spørgsmål til',
		project: 'Projekt',
		evaluation: 'Evaluering',
		mailbox: 'Mødets postkasse',
		deck: 'Præsentationen fra mødet',
		note: 'Om kilden',
		earlier: (title: string) => `Før: ${title}`,
		later: (title: string) => `Efter: ${title}`,
		neighbours: 'Andre møder'
	},
	{
		title: 'Meetings',
		lead: 'The programme-leader meetings: agendas, talks and where to ask.',
		list_caption: 'Meetings, the newest first',
		none: 'There are no meetings yet.',
		held_on: 'Date',
		meeting: 'Meeting',
		topics: 'Topics',
		no_agenda: 'The agenda has not been entered.',
		agenda: 'Agenda',
		label_said: (label) => `The source says ‘${label}’`,
		presenter: 'Talk',
		questions: 'Questions to',
		project: 'Project',
		evaluation: 'Evaluation',
		mailbox: 'The meeting’s mailbox',
		deck: 'The deck of the meeting',
		note: 'On the source',
		earlier: (title) => `Before: ${title}`,
		later: (title) => `After: ${title}`,
		neighbours: 'Other meetings'
	}
);
