/// Answers: what a form says, what the desk finds in it by itself, and how staff see it. Knows no table.
///
/// [pk.rahnuma.registration.form.FormAnswers] are those of either form, for oneself and for an organisation.
/// [pk.rahnuma.registration.form.FormChecks] looks at them for staff, as one
/// [pk.rahnuma.registration.form.CheckFinding] after the other; a reason names those that are asked for again
/// ([pk.rahnuma.registration.form.RequestedAnswers]).
package pk.rahnuma.registration.form;
