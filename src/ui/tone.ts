/** How a status speaks: good in order, risk needs watching, late is trouble, wait lies with someone, none says nothing. */
export type Tone = 'good' | 'risk' | 'late' | 'wait' | 'none';

/** The shapes that go with the tones; a shape alone must tell statuses apart for who does not see colours. */
export type Shape =
	| 'ok'
	| 'warning'
	| 'alarm'
	| 'pause'
	| 'unknown'
	| 'check'
	| 'half'
	| 'ring'
	| 'dash'
	| 'dot'
	| 'paper'
	| 'cross';
