import { texts } from '#language/language.ts';

export const meetingText = texts(
	{
		title: 'Møder',
		lead: 'Programledermøderne: dagsordener, oplæg og hvor man spørger.',
		list_caption: 'Tidligere og andre møder, det nyeste først',
		none: 'Der er ingen møder endnu.',
		none_planned: 'Der er ikke indkaldt til et nyt møde endnu.',
		next: 'Næste møde',
		archive: 'Arkiv',
		held_on: 'Dato',
		meeting: 'Møde',
		topics: 'Punkter',
		presentation: 'Præsentation',
		see_presentation: 'Se slides',
		presentation_of: (title: string) => `Se slides fra ${title}`,
		powerpoint_of: (title: string) => `PowerPoint fra ${title}`,
		not_frozen: 'Ikke frosset',
		looks: 'Præsentationens udseende',
		topic_count: (count: number) => (count === 1 ? '1 punkt' : `${count} punkter`),
		open_count: (count: number) => (count === 1 ? '1 nåede vi ikke' : `${count} nåede vi ikke`),
		no_agenda: 'Dagsordenen er ikke lagt ind.',
		no_agenda_yet: 'Der er ingen punkter endnu. Tilføj det første.',
		agenda: 'Dagsorden',
		label_said: (label: string) => `Kilden skriver »${label}«`,
		purpose: 'Formål',
		purpose_hint: 'Skriv hele sætningen: »Formålet er, at …«.',
		presenter: 'Oplæg',
		presenter_hint: 'Flere navne adskilles af komma.',
		questions: 'Spørgsmål til',
		mailbox_hint: 'Flere adresser adskilles af komma.',
		project: 'Projekt',
		minutes: 'Referat',
		left_open: 'Nåede vi ikke',
		left_open_tick: 'Nåede vi ikke: tages med til næste møde',
		carried: (title: string) => `Overført fra ${title}`,
		evaluation: 'Evaluering',
		mailbox: 'Mødets postkasse',
		deck: 'Præsentationen fra mødet',
		note: 'Bemærkning',
		earlier: (title: string) => `Før: ${title}`,
		later: (title: string) => `Efter: ${title}`,
		neighbours: 'Andre møder',
		states: { draft: 'Under forberedelse', held: 'Afholdt' },

		// Where and when
		new_meeting: 'Nyt møde',
		edit_meeting: 'Ret mødet',
		name: 'Titel',
		starts_at: 'Fra klokken',
		ends_at: 'Til klokken',
		time: (from: string, until: string | null) => (until ? `kl. ${from}–${until}` : `kl. ${from}`),
		place: 'Sted',
		link: 'Link til mødet',
		join: 'Deltag i mødet',
		first_editing_on: 'Redaktionsmøde I',
		second_editing_on: 'Redaktionsmøde II',
		calendar: 'Hent til kalenderen',
		remove_hint: 'Mødet og dets dagsorden fjernes.',

		// The agenda
		new_topic: 'Nyt punkt',
		edit_topic: 'Ret punktet',
		topic_title: 'Punkt',
		none_chosen: 'Intet',
		order: 'Ret rækkefølgen',
		order_done: 'Færdig med rækkefølgen',
		order_hint:
			'Numrene følger rækkefølgen. Flyt et punkt med knapperne, vælg en plads under Ret, eller træk i håndtaget.',
		up: 'Op',
		down: 'Ned',
		in: 'Ind under punktet før',
		out: 'Ud som eget punkt',
		drag: 'Træk for at flytte',
		move_to: 'Flyt til plads',
		move: 'Flyt',
		place_under: (number: string) => `som ${number}`,
		cannot_move: 'Punktet kan ikke flyttes dertil. Et punkt med underpunkter kan ikke selv blive underpunkt.',
		gone: 'Punktet er fjernet i mellemtiden. Intet er flyttet.',

		// The poll
		polls: 'Afstemninger',
		new_poll: 'Ny afstemning',
		edit_poll: 'Ret afstemningen',
		question: 'Spørgsmål',
		unit: 'Tallene er',
		units: { votes: 'antal stemmer', percent: 'procent' },
		answer: (n: number) => `Svar ${n}`,
		answer_count: (n: number) => `Tal for svar ${n}`,
		answer_hint: 'Lad de svar, der ikke er brugt, stå tomme.',
		votes_given: (count: string) => `${count} stemmer i alt`,
		about: 'Om projektet',

		// After the meeting
		after: 'Efter mødet',
		write_after: 'Skriv, hvordan det gik',
		held_tick: 'Mødet er afholdt',
		which_open: 'Hvilke punkter nåede I ikke?',
		deck_url: 'Adresse på præsentationen',
		call_next: 'Opret næste møde',
		call_next_hint: (count: number) =>
			count === 0
				? 'Ingen punkter er åbne: dagsordenen begynder tom.'
				: count === 1
					? 'Det begynder med det punkt, I ikke nåede.'
					: `Det begynder med de ${count} punkter, I ikke nåede.`,

		// The editors
		editors: 'Redaktion',
		editors_lead: 'Fem kommuner hjælper med programmet på to redaktionsmøder før mødet.',
		rota: 'Turnus',
		rota_title: 'Redaktionens turnus',
		rota_lead: (title: string, day: string) => `Hvem der hjælper med programmet til ${title}, ${day}.`,
		no_dates: 'Datoerne for redaktionsmøderne er ikke sat.',
		set_dates: 'Sæt datoerne',
		proposed: 'Foreslås',
		proposed_lead:
			'Ingen spørges igen, før alle andre er spurgt lige så mange gange, bortset fra dem, der har sagt nej. De spørges igen efter tre møder. De fem fordeles på regionerne.',
		full: 'De fem pladser er besat eller tilbudt.',
		nobody: 'Der er ingen at foreslå.',
		ask: 'Spørg med mail',
		ask_hint:
			'Mailen går til kommunens programledere med dato, redaktionsmøder og et link til at svare. En mail, der er sendt, kan ikke fortrydes.',
		no_mail: 'Overblik kan ikke sende mail herfra. Spørg kommunerne selv, og notér det her.',
		over: 'Mødet er holdt, så der sendes ikke mail om det.',
		note_asked: 'Notér som spurgt',
		not_led: (name: string) => `${name} (ingen programleder)`,
		remind: 'Send påmindelse',
		send_letter: 'Send mail',
		remind_all: (count: number) => `Mind alle ${count}, der ikke har svaret`,
		remind_faults: {
			nobody_to_remind:
				'Der er ingen at skrive til: de har svaret, har fået en mail i dag eller kan ikke få mail.'
		},
		letters: {
			asking: {
				leaving: (name: string, day: string) => `Mail til ${name} ${day} er ikke bekræftet sendt.`,
				sent: (name: string, day: string) => `Spurgt med mail til ${name} ${day}.`,
				failed: (name: string, day: string) => `Mail til ${name} ${day} kunne ikke sendes.`
			},
			reminder: {
				leaving: (name: string, day: string) => `Påmindelse til ${name} ${day} er ikke bekræftet sendt.`,
				sent: (name: string, day: string) => `Påmindelse til ${name} ${day}.`,
				failed: (name: string, day: string) => `Påmindelse til ${name} ${day} kunne ikke sendes.`
			}
		},
		ring: (names: string) => `Ring til ${names}`,
		ring_lead: (names: string) => `Mail når dem ikke. Ring til ${names}.`,
		ring_why: {
			nobody: 'Ingen er programleder i kommunen.',
			bounced: 'Programlederens mail kommer retur.',
			failed: 'Mailen kunne ikke sendes.'
		},
		no_phone: 'intet telefonnummer',
		gallery: 'Se rollegalleriet',
		taken_back_hint:
			'Kommunen har fået en mail, og den kan ikke kaldes tilbage. Fjerner du pladsen, så sig det til dem.',
		ask_other: 'Spørg en anden kommune',
		municipality: 'Kommune',
		region: 'Region',
		why: 'Hvorfor',
		contact: 'Programleder',
		reasons: {
			never: 'Har ikke været spurgt før.',
			longest: (day: string) => `Har ventet længst: var sidst med til mødet ${day}.`,
			again: (day: string) => `Sagde nej til mødet ${day} og spørges igen.`,
			chosen: 'Valgt uden for turnus.'
		},
		asked: 'Spurgt',
		answer_head: 'Svar',
		turn_states: { asked: 'Afventer svar', yes: 'Ja', no: 'Nej' },
		asked_on: (day: string) => `Spurgt ${day}`,
		answered_on: 'Svaret den',
		answered: (day: string) => `svaret ${day}`,
		edit_answer: 'Svar fra kommunen',
		answer_of: (name: string) => `Vil ${name} være med i redaktionen?`,
		answers: { yes: 'Ja, vi er med', no: 'Nej, ikke denne gang' },
		remark: 'Bemærkning',
		remark_hint: 'Den ses af KOMBIT og af kommunen selv.',
		send_answer: 'Send svaret',
		answer_faults: { required: 'Vælg ja eller nej.' },
		we_asked: (day: string) => `Vi er spurgt ${day}, om vi vil være med.`,
		we_answered: {
			yes: (day: string) => `Vi svarede ja ${day}.`,
			no: (day: string) => `Vi svarede nej ${day}.`
		},
		edit_ours: 'Ret svaret',
		said: (name: string) => `Bemærkning fra ${name}:`,
		nobody_asked: 'Ingen er spurgt endnu.',
		round: (round: string, asked: string, of: string) =>
			`Runde ${round}: ${asked} af ${of} kommuner er spurgt.`,
		without: (count: number) =>
			count === 1
				? 'Én kommune springes over, fordi den ikke har en programleder:'
				: `${count} kommuner springes over, fordi de ikke har en programleder:`,
		history: 'Tidligere redaktioner',
		no_history: 'Der er ingen tidligere redaktioner.',
		no_meeting: 'Der er intet møde at finde en redaktion til. Opret et møde først.',
		seats: (taken: string, of: string) => `${taken} af ${of} pladser`
	},
	{
		title: 'Meetings',
		lead: 'The programme-leader meetings: agendas, talks and where to ask.',
		list_caption: 'Earlier and other meetings, the newest first',
		none: 'There are no meetings yet.',
		none_planned: 'No new meeting has been called yet.',
		next: 'Next meeting',
		archive: 'Archive',
		held_on: 'Date',
		meeting: 'Meeting',
		topics: 'Topics',
		presentation: 'Presentation',
		see_presentation: 'See the slides',
		presentation_of: (title) => `See the slides of ${title}`,
		powerpoint_of: (title) => `PowerPoint of ${title}`,
		not_frozen: 'Not frozen',
		looks: 'Looks of the presentation',
		topic_count: (count) => (count === 1 ? '1 topic' : `${count} topics`),
		open_count: (count) => (count === 1 ? '1 was not reached' : `${count} were not reached`),
		no_agenda: 'The agenda has not been entered.',
		no_agenda_yet: 'There are no topics yet. Add the first one.',
		agenda: 'Agenda',
		label_said: (label) => `The source says ‘${label}’`,
		purpose: 'Purpose',
		purpose_hint: 'Write the whole sentence: “The purpose is …”.',
		presenter: 'Talk',
		presenter_hint: 'Set several names apart by commas.',
		questions: 'Questions to',
		mailbox_hint: 'Set several addresses apart by commas.',
		project: 'Project',
		minutes: 'Minutes',
		left_open: 'Not reached',
		left_open_tick: 'Not reached: goes to the next meeting',
		carried: (title) => `Carried over from ${title}`,
		evaluation: 'Evaluation',
		mailbox: 'The meeting’s mailbox',
		deck: 'The deck of the meeting',
		note: 'Note',
		earlier: (title) => `Before: ${title}`,
		later: (title) => `After: ${title}`,
		neighbours: 'Other meetings',
		states: { draft: 'Being prepared', held: 'Held' },

		new_meeting: 'New meeting',
		edit_meeting: 'Edit the meeting',
		name: 'Title',
		starts_at: 'From',
		ends_at: 'Until',
		time: (from, until) => (until ? `${from}–${until}` : `${from}`),
		place: 'Place',
		link: 'Link to the meeting',
		join: 'Join the meeting',
		first_editing_on: 'Editorial meeting I',
		second_editing_on: 'Editorial meeting II',
		calendar: 'Add to the calendar',
		remove_hint: 'The meeting and its agenda are removed.',

		new_topic: 'New topic',
		edit_topic: 'Edit the topic',
		topic_title: 'Topic',
		none_chosen: 'None',
		order: 'Change the order',
		order_done: 'Done with the order',
		order_hint:
			'The numbers follow the order. Move a topic by the buttons, choose a place under Edit, or drag it by its handle.',
		up: 'Up',
		down: 'Down',
		in: 'In under the topic before',
		out: 'Out as a topic of its own',
		drag: 'Drag to move',
		move_to: 'Move to place',
		move: 'Move',
		place_under: (number) => `as ${number}`,
		cannot_move: 'The topic cannot be moved there. A topic that has others under it cannot go under one.',
		gone: 'The topic was removed meanwhile. Nothing was moved.',

		polls: 'Polls',
		new_poll: 'New poll',
		edit_poll: 'Edit the poll',
		question: 'Question',
		unit: 'The numbers are',
		units: { votes: 'votes', percent: 'percent' },
		answer: (n) => `Answer ${n}`,
		answer_count: (n) => `Number for answer ${n}`,
		answer_hint: 'Leave answers that are not used empty.',
		votes_given: (count) => `${count} votes in all`,
		about: 'About the project',

		after: 'After the meeting',
		write_after: 'Write how it went',
		held_tick: 'The meeting was held',
		which_open: 'Which topics were not reached?',
		deck_url: 'Address of the deck',
		call_next: 'Call the next meeting',
		call_next_hint: (count) =>
			count === 0
				? 'No topic is open: the agenda starts empty.'
				: count === 1
					? 'It starts with the topic that was not reached.'
					: `It starts with the ${count} topics that were not reached.`,

		editors: 'Editors',
		editors_lead: 'Five municipalities help with the programme at two editorial meetings before it.',
		rota: 'Rota',
		rota_title: 'The editorial rota',
		rota_lead: (title, day) => `Who helps with the programme of ${title}, ${day}.`,
		no_dates: 'The days of the editorial meetings are not set.',
		set_dates: 'Set the days',
		proposed: 'Proposed',
		proposed_lead:
			'Nobody is asked again before all others have been asked as often, save those who said no. They are asked again after three meetings. The five are spread over the regions.',
		full: 'The five seats are taken or offered.',
		nobody: 'There is nobody to propose.',
		ask: 'Ask by mail',
		ask_hint:
			'The mail goes to the municipality’s programme leaders, with the day, the editorial meetings and a link to answer by. A mail that has been sent cannot be undone.',
		no_mail: 'Overblik cannot send mail from here. Ask the municipalities yourself, and note it here.',
		over: 'The meeting is over, so no mail is sent about it.',
		note_asked: 'Note as asked',
		not_led: (name) => `${name} (no programme leader)`,
		remind: 'Send a reminder',
		send_letter: 'Send a mail',
		remind_all: (count) => `Remind all ${count} who have not answered`,
		remind_faults: {
			nobody_to_remind:
				'There is nobody to write to: they have answered, got a mail today or cannot get mail.'
		},
		letters: {
			asking: {
				leaving: (name, day) => `Mail to ${name} on ${day}: not known to have gone out.`,
				sent: (name, day) => `Asked by mail to ${name} on ${day}.`,
				failed: (name, day) => `Mail to ${name} on ${day} could not be sent.`
			},
			reminder: {
				leaving: (name, day) => `Reminder to ${name} on ${day}: not known to have gone out.`,
				sent: (name, day) => `Reminder to ${name} on ${day}.`,
				failed: (name, day) => `Reminder to ${name} on ${day} could not be sent.`
			}
		},
		ring: (names) => `Ring ${names}`,
		ring_lead: (names) => `Mail does not reach them. Ring ${names}.`,
		ring_why: {
			nobody: 'Nobody is programme leader in the municipality.',
			bounced: 'The programme leader’s mail bounces.',
			failed: 'The mail could not be sent.'
		},
		no_phone: 'no telephone number',
		gallery: 'See the role gallery',
		taken_back_hint:
			'The municipality has got a mail, which cannot be called back. If you remove the seat, tell them.',
		ask_other: 'Ask another municipality',
		municipality: 'Municipality',
		region: 'Region',
		why: 'Why',
		contact: 'Programme leader',
		reasons: {
			never: 'Has not been asked before.',
			longest: (day) => `Has waited longest: was last part of the meeting of ${day}.`,
			again: (day) => `Said no to the meeting of ${day} and is asked again.`,
			chosen: 'Chosen outside the rota.'
		},
		asked: 'Asked',
		answer_head: 'Answer',
		turn_states: { asked: 'No answer yet', yes: 'Yes', no: 'No' },
		asked_on: (day) => `Asked ${day}`,
		answered_on: 'Answered on',
		answered: (day) => `answered ${day}`,
		edit_answer: 'Answer of the municipality',
		answer_of: (name) => `Will ${name} help edit the meeting?`,
		answers: { yes: 'Yes, we will', no: 'No, not this time' },
		remark: 'Remark',
		remark_hint: 'KOMBIT and the municipality itself see it.',
		send_answer: 'Send the answer',
		answer_faults: { required: 'Choose yes or no.' },
		we_asked: (day) => `We were asked on ${day} whether we will help.`,
		we_answered: {
			yes: (day) => `We answered yes on ${day}.`,
			no: (day) => `We answered no on ${day}.`
		},
		edit_ours: 'Change the answer',
		said: (name) => `Remark of ${name}:`,
		nobody_asked: 'Nobody has been asked yet.',
		round: (round, asked, of) => `Round ${round}: ${asked} of ${of} municipalities have been asked.`,
		without: (count) =>
			count === 1
				? 'One municipality is passed over, because it has no programme leader:'
				: `${count} municipalities are passed over, because they have no programme leader:`,
		history: 'Earlier editors',
		no_history: 'There are no earlier editors.',
		no_meeting: 'There is no meeting to find editors for. Call a meeting first.',
		seats: (taken, of) => `${taken} of ${of} seats`
	}
);
