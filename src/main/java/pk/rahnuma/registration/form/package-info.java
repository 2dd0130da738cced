/// Answers of a form, automatic checks on them, and their masked view for staff. Knows no table.
///
/// [pk.rahnuma.registration.form.FormAnswers] has the answers of either form, for a person or an organisation.
/// [pk.rahnuma.registration.form.FormChecks] checks them for staff and returns
/// [pk.rahnuma.registration.form.CheckFinding]s; [pk.rahnuma.registration.form.RequestedAnswers] finds the answers that
/// an applicant must give again.
package pk.rahnuma.registration.form;
