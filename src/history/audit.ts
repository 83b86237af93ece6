/** The tables whose changes are recorded, in the order in which they are offered. */
export const RECORDED = [
	'task_state',
	'task_step_done',
	'signature',
	'follow_up',
	'project',
	'project_status',
	'project_lead',
	'milestone',
	'milestone_move',
	'readiness_item',
	'project_contact',
	'project_link',
	'municipality_group',
	'municipality_group_member',
	'role_holder',
	'access',
	'person',
	'identity',
	'meeting',
	'agenda_item',
	'editorial_turn',
	'editorial_letter',
	'poll',
	'poll_answer',
	'handout',
	'organisation',
	'slide_edit'
] as const;

/**
 * A cell of a CSV that spreadsheets take as text: one that would begin a formula gets an apostrophe before it
 * (OWASP, "CSV Injection").
 */
export function asText(cell: string): string {
	return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell;
}
