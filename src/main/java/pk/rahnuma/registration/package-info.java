/// Applications, from their submission on. This package has the model and the life cycle, which know no table.
///
/// [pk.rahnuma.shared.Reference] is the number that a person quotes. [LineStatus] and [LineTransition]
/// are the life cycle: one table of statuses, parties and transitions. [LineDeadline] and [WorkingCalendar] are
/// the clocks. docs/decision-path.md, "Life cycle", draws it.
///
/// The packages inside use those in the rows below them, and all use this one:
///
///     submission   decision   overview     submitting, deciding, viewing
///                   record                 the tables, the index of words and numbers, permissions of persons
///                    form                  answers and their checks
package pk.rahnuma.registration;
