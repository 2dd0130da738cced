/// Answers of a form, automatic checks on them, and their masked view for staff. Knows no table.
///
/// [FormAnswers] has the answers of either form, for a person or an organisation.
/// [FormChecks] checks them for staff and returns
/// [CheckFinding]s; [RequestedAnswers] finds the answers that
/// an applicant must give again.
package pk.rahnuma.registration.form;
