import { noteFields, signatureFields } from '#agreements/agreement.fields.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import type { Language } from '#language/language.ts';
import {
	afterFields,
	answerFields,
	askFields,
	meetingFields,
	moveFields,
	nextFields,
	pollFields,
	topicFields
} from '#meetings/meeting.fields.ts';
import { freezeFields } from '#meetings/freeze.fields.ts';
import { freezeText } from '#meetings/freeze.text.ts';
import { handoutText } from '#meetings/handout.text.ts';
import { meetingText } from '#meetings/meeting.text.ts';
import { hiddenFields, newOwnFields, ownFields, placeFields, slideFields } from '#meetings/overlay.fields.ts';
import { overlayText } from '#meetings/overlay.text.ts';
import { holderFields } from '#municipalities/gallery.fields.ts';
import { galleryText } from '#municipalities/gallery.text.ts';
import { groupFields, memberFields } from '#municipalities/group.fields.ts';
import { groupText } from '#municipalities/group.text.ts';
import type { RowKind } from '#people/kept.ts';
import { peopleText } from '#people/people.text.ts';
import {
	accessFields,
	accountFields,
	detailsFields,
	handOverFields,
	invitationFields,
	leavingFields
} from '#people/person.fields.ts';
import { personText } from '#people/person.text.ts';
import { editText } from '#projects/edit.text.ts';
import {
	basicsFields,
	milestoneFields,
	partFields,
	type PartList,
	reviewFields,
	statusFields
} from '#projects/project.fields.ts';
import { organisationFields } from '#slides/organisation.fields.ts';
import { organisationText } from '#slides/organisation.text.ts';
import { copyFields, stateFields } from '#tasks/task.fields.ts';
import { taskText } from '#tasks/task.text.ts';
import { bulkText } from '#ui/bulk.text.ts';
import type { Fields } from '#ui/fields.ts';
import { formText } from '#ui/form.text.ts';

/** A form of the app as it is told where it was kept: what it does, and the words of the fields that a person fills in. */
export interface KeptForm extends Fields {
	name: string;
	/** The fields whose value is the key of a row, or begins with it: the row's name is told in its place. */
	rows?: Record<string, RowKind>;
}

type Tell = (language: Language) => KeptForm;

const tell =
	(name: (language: Language) => string, fields: (language: Language) => Fields, rows = {}): Tell =>
	(language) => ({ name: name(language), ...fields(language), rows });
const bare = (name: (language: Language) => string): Tell => tell(name, () => ({ labels: {} }));

const MUNICIPALITY = { kommune: 'municipality' } as const;
const PROJECT = { project_id: 'project' } as const;
const states = tell((l) => bulkText[l].region, stateFields, { valgt: 'task' });

/** Every form that can be kept, by its route and action. tests/kept-forms.test.ts fails when one is missing. */
export const KEPT_FORMS: Record<string, Tell> = {
	'/ tilstand': states,
	'/kommuner/[slug] tilstand': states,
	'/kommuner/[slug] masse': states,
	'/opgaver tilstand': states,
	'/opgaver masse': states,
	'/opgaver/[id] masse': tell((l) => bulkText[l].region, stateFields, { valgt: 'copy' }),
	'/opgaver/[id] gem': tell(
		(l) => formText[l].edit,
		(l) => ({ ...copyFields(l), labels: { kommune: taskText[l].municipality, ...copyFields(l).labels } }),
		{ ...MUNICIPALITY, ansvarlig: 'person', udfoerer: 'person', trin: 'step' }
	),
	'/aftaler/[id] underskrift': tell(
		(l) => agreementText[l].signature_add,
		ofMunicipality(signatureFields),
		MUNICIPALITY
	),
	'/aftaler/[id] masse': tell((l) => bulkText[l].region, signatureFields, { valgt: 'municipality' }),
	'/aftaler/[id] notat': tell(
		(l) => agreementText[l].note_fields.note,
		ofMunicipality(noteFields),
		MUNICIPALITY
	),
	'/aftaler/[id] fjern': bare((l) => formText[l].remove),
	'/projekter/[slug] projekt': tell((l) => editText[l].basics, basicsFields),
	'/projekter/[slug] ny-status': tell((l) => editText[l].new_status, statusFields),
	'/projekter/[slug] ret-status': tell((l) => editText[l].correct, statusFields),
	'/projekter/[slug] gennemset': tell((l) => editText[l].review_heading, reviewFields),
	'/projekter/[slug] ny-milepael': tell((l) => editText[l].new_milestone, milestoneFields),
	'/projekter/[slug] ret-milepael': tell((l) => editText[l].edit_milestone, milestoneFields),
	'/projekter/[slug] fjern-milepael': bare((l) => formText[l].remove),
	...list('klar', 'new_readiness', 'edit_readiness'),
	...list('kontakt', 'new_contact', 'edit_contact'),
	...list('link', 'new_link', 'edit_link'),
	'/grupper ny-gruppe': tell((l) => groupText[l].new_group, groupFields, { ...MUNICIPALITY, for: 'project' }),
	'/grupper/[slug] gruppe': tell((l) => groupText[l].edit, groupFields),
	'/grupper/[slug] medlemmer': tell((l) => groupText[l].edit_members, memberFields, MUNICIPALITY),
	'/grupper/[slug] fjern': bare((l) => formText[l].remove),
	'/moeder ny-moede': tell((l) => meetingText[l].new_meeting, meetingFields),
	'/moeder/[id] moede': tell((l) => meetingText[l].edit_meeting, meetingFields),
	'/moeder/[id] fjern-moede': bare((l) => formText[l].remove),
	'/moeder/[id] efter': tell((l) => meetingText[l].write_after, afterFields, { left_open: 'topic' }),
	'/moeder/[id] naeste': tell((l) => meetingText[l].call_next, nextFields),
	'/moeder/[id] svar': tell((l) => meetingText[l].edit_answer, answerFields),
	'/moeder/[id] ny-punkt': tell((l) => meetingText[l].new_topic, topicFields, PROJECT),
	'/moeder/[id] ret-punkt': tell((l) => meetingText[l].edit_topic, topicFields, PROJECT),
	'/moeder/[id] fjern-punkt': bare((l) => formText[l].remove),
	'/moeder/[id] flyt-punkt': tell((l) => meetingText[l].order, moveFields),
	'/moeder/[id] ny-afstemning': tell((l) => meetingText[l].new_poll, pollFields, PROJECT),
	'/moeder/[id] ret-afstemning': tell((l) => meetingText[l].edit_poll, pollFields, PROJECT),
	'/moeder/[id] fjern-afstemning': bare((l) => formText[l].remove),
	'/moeder/[id] ny-udlevering': tell(
		(l) => handoutText[l].make,
		(l) => ({ labels: { deck_version: handoutText[l].of_version } })
	),
	'/moeder/[id] tilbagekald-udlevering': bare((l) => handoutText[l].revoke),
	'/moeder/udseende gem': tell((l) => organisationText[l].edit, organisationFields),
	'/moeder/[id]/aendringer frys': tell((l) => freezeText[l].freeze, freezeFields),
	'/moeder/[id]/slides/ret ret-slide': tell((l) => overlayText[l].edit_slide, slideFields),
	'/moeder/[id]/slides/ret nulstil': tell((l) => overlayText[l].take_all_back, ofSlide),
	'/moeder/[id]/slides/ret skjul': tell((l) => overlayText[l].hide, hiddenFields),
	'/moeder/[id]/slides/ret flyt': tell((l) => overlayText[l].move, placeFields),
	'/moeder/[id]/slides/ret ny-egen': tell((l) => overlayText[l].new_own, newOwnFields),
	'/moeder/[id]/slides/ret ret-egen': tell((l) => overlayText[l].edit_own, ofOwnSlide),
	'/moeder/[id]/slides/ret fjern-egen': tell((l) => formText[l].remove, ofSlide),
	'/moeder/[id]/slides/ret behold': tell((l) => overlayText[l].keep, ofSlide),
	'/moeder/[id]/slides/ret tag-tilbage': tell((l) => overlayText[l].take_back, ofSlide),
	'/moeder/[id]/slides/ret behold-plads': tell((l) => overlayText[l].keep_place, ofSlide),
	'/moeder/turnus spoerg': tell((l) => meetingText[l].ask, askFields, MUNICIPALITY),
	'/moeder/turnus noter-spurgt': tell((l) => meetingText[l].note_asked, askFields, MUNICIPALITY),
	'/moeder/turnus mind': bare((l) => meetingText[l].remind),
	'/moeder/turnus ret-svar': tell((l) => meetingText[l].edit_answer, answerFields),
	'/moeder/turnus fjern-svar': bare((l) => formText[l].remove),
	'/rollegalleri/[slug] saet': tell((l) => galleryText[l].add, holderFields, {
		role_slug: 'role',
		person_id: 'person'
	}),
	'/rollegalleri/[slug] ny': tell((l) => galleryText[l].add_new, holderFields, { role_slug: 'role' }),
	'/rollegalleri/[slug] afslut': bare((l) => galleryText[l].end),
	'/rollegalleri/[slug] primaer': bare((l) => galleryText[l].make_primary),
	'/rollegalleri/[slug] mail': bare((l) => galleryText[l].mark_bounced),
	'/personer/inviter se': tell((l) => personText[l].invitation.heading, invitationFields, {
		place: 'municipality'
	}),
	'/personer/inviter inviter': tell((l) => personText[l].invitation.heading, invitationFields, {
		place: 'municipality'
	}),
	'/personer/[id] oplysninger': tell((l) => personText[l].details, detailsFields),
	'/personer/[id] giv': tell((l) => personText[l].grant, accessFields, { place: 'municipality' }),
	'/personer/[id] skift': tell((l) => personText[l].change_kind, accessFields),
	'/personer/[id] tilbage': tell((l) => personText[l].revoke, accessFields),
	'/personer/[id] inviter': bare((l) => personText[l].send_again),
	'/personer/[id] deaktiver': tell((l) => personText[l].deactivate, accessFields),
	'/personer/[id] fratraed': tell((l) => personText[l].leave_do, leavingFields),
	'/personer/[id] genindsaet': bare((l) => personText[l].come_back),
	'/personer/[id]/overdrag default': tell((l) => personText[l].hand_over, handOverFields, {
		til: 'person',
		sted: 'municipality'
	}),
	'/konto gem': tell((l) => peopleText[l].details, accountFields),
	'/konto loesn': tell(
		(l) => peopleText[l].unbind,
		(l) => ({ labels: { udbyder: peopleText[l].ways_in } })
	),
	'/konto skift': bare((l) => peopleText[l].act_by),
	'/konto afslut': bare((l) => peopleText[l].end_one),
	'/konto afslut_andre': bare((l) => peopleText[l].end_others),
	'/gemt/[id] default': bare((l) => peopleText[l].drop),
	'/fortryd default': bare((l) => formText[l].undo)
};

function ofSlide(language: Language): Fields {
	return { labels: { slide: overlayText[language].slide } };
}

function ofOwnSlide(language: Language): Fields {
	return { labels: { ...ofSlide(language).labels, ...ownFields(language).labels } };
}

function ofMunicipality(fields: (language: Language) => Fields) {
	return (language: Language): Fields => ({
		...fields(language),
		labels: { kommune: taskText[language].municipality, ...fields(language).labels }
	});
}

function list(
	name: PartList,
	added: keyof typeof editText.da,
	changed: keyof typeof editText.da
): Record<string, Tell> {
	const fields = (language: Language) => partFields(name, language);
	const word = (key: keyof typeof editText.da) => (language: Language) => String(editText[language][key]);
	return {
		[`/projekter/[slug] ny-${name}`]: tell(word(added), fields),
		[`/projekter/[slug] ret-${name}`]: tell(word(changed), fields),
		[`/projekter/[slug] fjern-${name}`]: bare((l) => formText[l].remove),
		[`/projekter/[slug] flyt-${name}`]: (language) => ({
			name: editText[language].order,
			labels: { direction: editText[language].order },
			show: (_field, value) => editText[language][value === 'up' ? 'up' : 'down']
		})
	};
}

/** The form that an address with its action leads to; undefined where there is none. */
export function formAt(path: string): Tell | undefined {
	const url = new URL(path, 'http://overblik.invalid');
	const action = [...url.searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1) ?? 'default';
	const places = url.pathname.split('/');
	const found = Object.keys(KEPT_FORMS).filter((form) => {
		const [route = '', of] = form.split(' ');
		const parts = route.split('/');
		return (
			of === action &&
			parts.length === places.length &&
			parts.every((part, at) => part === places[at] || (part.startsWith('[') && places[at] !== ''))
		);
	});
	// /personer/inviter is not the person called so.
	const exact = found.find((form) => !form.includes('[')) ?? found[0];
	return exact === undefined ? undefined : KEPT_FORMS[exact];
}
