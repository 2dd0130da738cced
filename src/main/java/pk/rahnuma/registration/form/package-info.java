/// Answers: what a form says, what the desk finds in it by itself, and how staff see it. Knows no table.
///
/// [pk.rahnuma.registration.form.Answers] are those of either form, for oneself and for an organisation.
/// [pk.rahnuma.registration.form.FormChecks] looks at them for staff, as one [pk.rahnuma.registration.form.Check] after
/// the other; a reason names those that are asked for again ([pk.rahnuma.registration.form.Wanted]).
package pk.rahnuma.registration.form;
