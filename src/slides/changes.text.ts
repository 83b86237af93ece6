import { texts } from '#language/language.ts';

/**
 * The sentences of "what has changed". `{braces}` are filled in with a name, a day or a figure with its link; where there is
 * `one` and `many`, the figure {n} decides.
 */
export const changesText = texts(
	{
		correction: 'Rettelse til tallene fra {day}: ',
		named: ': {names}',
		agreement: {
			added: 'Ny aftale: {it}',
			gone: '{it} er ikke længere i kraft',
			version_first: '{it}: {label} er sendt ud; {missing} af {asked} mangler underskrift',
			version_next: '{it}: {label} er sendt ud i stedet for {old}; {missing} af {asked} mangler underskrift',
			version_none: '{it}: der bedes ikke længere om underskrift',
			deadline_moved: '{it}: fristen er flyttet fra den {before} til den {after}',
			deadline_set: '{it}: fristen er sat til den {after}',
			deadline_gone: '{it}: der er ikke længere nogen frist',
			missing: '{it}: {before} → {after} mangler underskrift',
			planned_new: '{it}: {label} er på vej',
			planned_gone: '{it}: {label} er ikke længere på vej',
			planned_changed: '{it}: planen for {label} er ændret',
			texts: '{it}: oplysningerne om aftalen er ændret'
		},
		standings: {
			signed: {
				one: '{it}: {n} kommune har underskrevet',
				many: '{it}: {n} kommuner har underskrevet'
			},
			registered: {
				one: '{it}: {n} kommunes underskrift er registreret på papir',
				many: '{it}: {n} kommuners underskrifter er registreret på papir'
			},
			older: {
				one: '{it}: {n} kommune har kun underskrevet en ældre version',
				many: '{it}: {n} kommuner har kun underskrevet en ældre version'
			},
			sent: {
				one: '{it}: {n} kommune har nu aftalen til underskrift',
				many: '{it}: {n} kommuner har nu aftalen til underskrift'
			},
			not_sent: {
				one: '{it}: {n} kommune står nu som ikke sendt',
				many: '{it}: {n} kommuner står nu som ikke sendt'
			},
			declined: { one: '{it}: {n} kommune har afvist', many: '{it}: {n} kommuner har afvist' },
			not_applicable: {
				one: '{it}: aftalen er ikke længere relevant for {n} kommune',
				many: '{it}: aftalen er ikke længere relevant for {n} kommuner'
			},
			fallen: {
				one: '{it}: {n} kommune, der var på plads, mangler igen',
				many: '{it}: {n} kommuner, der var på plads, mangler igen'
			}
		},
		audience: {
			joined: {
				one: '{it}: {n} kommune er kommet med i kredsen',
				many: '{it}: {n} kommuner er kommet med i kredsen'
			},
			left: {
				one: '{it}: {n} kommune er gået ud af kredsen',
				many: '{it}: {n} kommuner er gået ud af kredsen'
			}
		},
		task: {
			added: {
				one: 'Ny opgave: {it}, frist {due}, {n} kommune',
				many: 'Ny opgave: {it}, frist {due}, {n} kommuner'
			},
			added_many: '{project}: {n} nye opgaver',
			gone: '{it} er lukket; sidst manglede {missing} af {asked} kommuner',
			due: '{it}: fristen er flyttet fra den {before} til den {after}',
			critical: '{it} er nu kritisk',
			not_critical: '{it} er ikke længere kritisk',
			cross_cutting: '{it} er nu tværgående',
			not_cross_cutting: '{it} er ikke længere tværgående',
			outstanding: '{it}: {before} → {after} mangler',
			step: '{it}, trinnet »{step}«: {before} → {after} er færdige',
			texts: '{it}: oplysningerne om opgaven er ændret'
		},
		states: {
			not_started: {
				one: '{it}: {n} kommune er nu ikke startet',
				many: '{it}: {n} kommuner er nu ikke startet'
			},
			in_progress: {
				one: '{it}: {n} kommune er gået i gang',
				many: '{it}: {n} kommuner er gået i gang'
			},
			waiting: { one: '{it}: {n} kommune afventer', many: '{it}: {n} kommuner afventer' },
			done: {
				one: '{it}: {n} kommune har udført opgaven',
				many: '{it}: {n} kommuner har udført opgaven'
			},
			not_applicable: {
				one: '{it}: opgaven er ikke længere relevant for {n} kommune',
				many: '{it}: opgaven er ikke længere relevant for {n} kommuner'
			},
			fallen: {
				one: '{it}: {n} kommune er ikke længere færdig',
				many: '{it}: {n} kommuner er ikke længere færdige'
			}
		},
		project: {
			added: 'Nyt projekt: {it}',
			gone: '{it} er afsluttet',
			state: '{it}: {before} → {after}',
			reason: '{it}: begrundelsen er nu »{after}«',
			reason_gone: '{it}: der er ikke længere nogen begrundelse for status',
			next_step: '{it}: næste skridt er nu »{after}«',
			next_step_gone: '{it}: der er ikke længere noget næste skridt',
			review_set: '{it}: status ses på igen den {after}',
			review_moved: '{it}: status ses på igen den {after} i stedet for den {before}',
			review_gone: '{it}: der er ikke længere nogen dag, hvor status ses på igen',
			confirmed: '{it}: status er bekræftet den {day}',
			ends_set: '{it}: projektet slutter den {after}',
			ends_moved: '{it}: projektet slutter den {after} i stedet for den {before}',
			ends_gone: '{it}: der er ikke længere nogen dag, hvor projektet slutter',
			milestone_added: '{it}: ny milepæl, {milestone}: {when}',
			milestone_gone: '{it}: milepælen {milestone} er taget ud',
			milestone_reached: '{it}: {milestone} er nået: {when}',
			milestone_moved: '{it}: {milestone} er flyttet fra {before} til {after}',
			milestone_certainty: '{it}: {milestone} er nu {after}, før {before}',
			milestone_edited: '{it}: oplysningerne om {milestone} er ændret',
			readiness: '{it}: {title}: {before} → {after}',
			readiness_added: '{it}: nyt punkt under klar eller ikke, {title}: {after}',
			readiness_gone: '{it}: {title} er taget ud af klar eller ikke',
			readiness_edited: '{it}: oplysningerne om {title} er ændret',
			key_figure: '{it}: nøgletallet {title} er nu {after}, før {before}',
			key_figure_added: '{it}: nyt nøgletal, {title}: {after}',
			key_figure_gone: '{it}: nøgletallet {title} er taget ud',
			key_figure_edited: '{it}: oplysningerne om nøgletallet {title} er ændret',
			initiative: '{it}: {title}: {before} → {after}',
			initiative_added: '{it}: ny indsats, {title}: {after}',
			initiative_gone: '{it}: indsatsen {title} er taget ud',
			initiative_edited: '{it}: oplysningerne om {title} er ændret',
			poll_added: '{it}: ny afstemning, »{title}«',
			poll_gone: '{it}: afstemningen »{title}« er taget ud',
			poll: '{it}: svarene på »{title}« er ændret',
			texts: '{it}: teksten om projektet er ændret'
		},
		group: {
			added: { one: 'Ny gruppe: {it}, {n} kommune', many: 'Ny gruppe: {it}, {n} kommuner' },
			gone: 'Gruppen {it} er der ikke længere',
			joined: { one: '{it}: {n} kommune er kommet med', many: '{it}: {n} kommuner er kommet med' },
			left: { one: '{it}: {n} kommune er gået ud', many: '{it}: {n} kommuner er gået ud' },
			texts: '{it}: oplysningerne om gruppen er ændret'
		},
		regions: {
			one: '{n} kommune ligger nu i en anden region',
			many: '{n} kommuner ligger nu i en anden region'
		},
		references: 'Rollerne eller det, der står om kommunerne, er ændret'
	},
	{
		correction: 'Correction to the figures of {day}: ',
		named: ': {names}',
		agreement: {
			added: 'New agreement: {it}',
			gone: '{it} is no longer in force',
			version_first: '{it}: {label} has been sent out; {missing} of {asked} have yet to sign',
			version_next:
				'{it}: {label} has been sent out in place of {old}; {missing} of {asked} have yet to sign',
			version_none: '{it}: signatures are no longer asked for',
			deadline_moved: '{it}: the deadline has moved from {before} to {after}',
			deadline_set: '{it}: the deadline has been set to {after}',
			deadline_gone: '{it}: there is no longer a deadline',
			missing: '{it}: {before} → {after} have yet to sign',
			planned_new: '{it}: {label} is on its way',
			planned_gone: '{it}: {label} is no longer on its way',
			planned_changed: '{it}: the plan for {label} has changed',
			texts: '{it}: the particulars of the agreement have changed'
		},
		standings: {
			signed: {
				one: '{it}: {n} municipality has signed',
				many: '{it}: {n} municipalities have signed'
			},
			registered: {
				one: '{it}: the signature of {n} municipality has been registered on paper',
				many: '{it}: the signatures of {n} municipalities have been registered on paper'
			},
			older: {
				one: '{it}: {n} municipality has signed an older version only',
				many: '{it}: {n} municipalities have signed an older version only'
			},
			sent: {
				one: '{it}: {n} municipality now has the agreement to sign',
				many: '{it}: {n} municipalities now have the agreement to sign'
			},
			not_sent: {
				one: '{it}: {n} municipality now stands as not sent',
				many: '{it}: {n} municipalities now stand as not sent'
			},
			declined: {
				one: '{it}: {n} municipality has declined',
				many: '{it}: {n} municipalities have declined'
			},
			not_applicable: {
				one: '{it}: the agreement no longer applies to {n} municipality',
				many: '{it}: the agreement no longer applies to {n} municipalities'
			},
			fallen: {
				one: '{it}: {n} municipality that was in place is missing again',
				many: '{it}: {n} municipalities that were in place are missing again'
			}
		},
		audience: {
			joined: {
				one: '{it}: {n} municipality has joined the audience',
				many: '{it}: {n} municipalities have joined the audience'
			},
			left: {
				one: '{it}: {n} municipality has left the audience',
				many: '{it}: {n} municipalities have left the audience'
			}
		},
		task: {
			added: {
				one: 'New task: {it}, due {due}, {n} municipality',
				many: 'New task: {it}, due {due}, {n} municipalities'
			},
			added_many: '{project}: {n} new tasks',
			gone: '{it} has been closed; {missing} of {asked} municipalities were outstanding when last told',
			due: '{it}: the deadline has moved from {before} to {after}',
			critical: '{it} is now critical',
			not_critical: '{it} is no longer critical',
			cross_cutting: '{it} is now cross-cutting',
			not_cross_cutting: '{it} is no longer cross-cutting',
			outstanding: '{it}: {before} → {after} outstanding',
			step: '{it}, step ‘{step}’: {before} → {after} have finished',
			texts: '{it}: the particulars of the task have changed'
		},
		states: {
			not_started: {
				one: '{it}: {n} municipality is now not started',
				many: '{it}: {n} municipalities are now not started'
			},
			in_progress: {
				one: '{it}: {n} municipality has begun',
				many: '{it}: {n} municipalities have begun'
			},
			waiting: {
				one: '{it}: {n} municipality is waiting',
				many: '{it}: {n} municipalities are waiting'
			},
			done: {
				one: '{it}: {n} municipality has done the task',
				many: '{it}: {n} municipalities have done the task'
			},
			not_applicable: {
				one: '{it}: the task no longer applies to {n} municipality',
				many: '{it}: the task no longer applies to {n} municipalities'
			},
			fallen: {
				one: '{it}: {n} municipality is no longer done',
				many: '{it}: {n} municipalities are no longer done'
			}
		},
		project: {
			added: 'New project: {it}',
			gone: '{it} has ended',
			state: '{it}: {before} → {after}',
			reason: '{it}: the reason is now ‘{after}’',
			reason_gone: '{it}: there is no longer a reason for the status',
			next_step: '{it}: the next step is now ‘{after}’',
			next_step_gone: '{it}: there is no longer a next step',
			review_set: '{it}: the status is looked at again on {after}',
			review_moved: '{it}: the status is looked at again on {after} instead of {before}',
			review_gone: '{it}: there is no longer a day on which the status is looked at again',
			confirmed: '{it}: the status was confirmed on {day}',
			ends_set: '{it}: the project ends on {after}',
			ends_moved: '{it}: the project ends on {after} instead of {before}',
			ends_gone: '{it}: there is no longer a day on which the project ends',
			milestone_added: '{it}: new milestone, {milestone}: {when}',
			milestone_gone: '{it}: the milestone {milestone} has been taken out',
			milestone_reached: '{it}: {milestone} has been reached: {when}',
			milestone_moved: '{it}: {milestone} has moved from {before} to {after}',
			milestone_certainty: '{it}: {milestone} is now {after}, before {before}',
			milestone_edited: '{it}: the particulars of {milestone} have changed',
			readiness: '{it}: {title}: {before} → {after}',
			readiness_added: '{it}: new item under ready or not, {title}: {after}',
			readiness_gone: '{it}: {title} has been taken out of ready or not',
			readiness_edited: '{it}: the particulars of {title} have changed',
			key_figure: '{it}: the key figure {title} is now {after}, before {before}',
			key_figure_added: '{it}: new key figure, {title}: {after}',
			key_figure_gone: '{it}: the key figure {title} has been taken out',
			key_figure_edited: '{it}: the particulars of the key figure {title} have changed',
			initiative: '{it}: {title}: {before} → {after}',
			initiative_added: '{it}: new initiative, {title}: {after}',
			initiative_gone: '{it}: the initiative {title} has been taken out',
			initiative_edited: '{it}: the particulars of {title} have changed',
			poll_added: '{it}: new poll, ‘{title}’',
			poll_gone: '{it}: the poll ‘{title}’ has been taken out',
			poll: '{it}: the answers to ‘{title}’ have changed',
			texts: '{it}: the text on the project has changed'
		},
		group: {
			added: { one: 'New group: {it}, {n} municipality', many: 'New group: {it}, {n} municipalities' },
			gone: 'The group {it} is no longer there',
			joined: { one: '{it}: {n} municipality has joined', many: '{it}: {n} municipalities have joined' },
			left: { one: '{it}: {n} municipality has left', many: '{it}: {n} municipalities have left' },
			texts: '{it}: the particulars of the group have changed'
		},
		regions: {
			one: '{n} municipality now lies in another region',
			many: '{n} municipalities now lie in another region'
		},
		references: 'The roles, or what is told of the municipalities, have changed'
	}
);
