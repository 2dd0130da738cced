/// Applications, from their submission on. This package has the model and the life cycle, which know no table.
///
/// [pk.rahnuma.shared.Reference] is the number that a person quotes. [ApplicationStatus] and [ApplicationTransition]
/// are the life cycle: one table of statuses, parties and transitions. [ApplicationDeadline] and [WorkingCalendar] are
/// the clocks. docs/decision-path.md, "Life cycle", draws it.
///
/// The packages inside use those in the rows below them, and all use this one:
///
///                  sandbox                 decisions by rules, for tests of programs
///     submission   decision   overview     submitting, deciding, viewing
///                   access                 permissions of persons
///              record   erasure            the tables
///                   search                 the index of words and numbers
///                    form                  answers and their checks
package pk.rahnuma.registration;
