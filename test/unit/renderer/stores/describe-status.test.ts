import { expect, it } from 'vitest';
import { describeStatus } from '../../../../renderer/stores/describe-status.ts';

/** All values on the official API page: twelve of sequences, seven of items, six of them shared. */
const documented = {
  unattempted: 'Unattempted',
  pending: 'Pending',
  completed: 'Completed',
  rework_required: 'Rework required',
  ready_for_annotation: 'Ready for annotation',
  in_progress: 'In progress',
  labeling_4d: 'Labeling 4D',
  review_4d: 'Review 4D',
  ready_for_2d: 'Ready for 2D',
  labeling_2d: 'Labeling 2D',
  review_2d: 'Review 2D',
  final_review: 'Final review',
  customer_approved: 'Customer approved',
};

it.each(Object.entries(documented))('reads %s as “%s”', (status, label) => {
  expect(describeStatus(status).label).toBe(label);
});

it.each([
  ['new', 'New'],
  ['waiting_for_customer', 'Waiting for customer'],
  ['qa_3d', 'Qa 3D'],
  ['  odd__one ', 'Odd one'],
  ['constructor', 'Constructor'],
  ['Überprüfung', 'Überprüfung'],
])('shows the undocumented %j as “%s”', (status, label) => {
  expect(describeStatus(status)).toEqual({ label, family: 'neutral' });
});

it('says that there is none rather than showing an empty badge', () => {
  expect(describeStatus(null)).toEqual({ label: 'No status', family: 'none' });
  expect(describeStatus('')).toEqual({ label: 'No status', family: 'none' });
});
