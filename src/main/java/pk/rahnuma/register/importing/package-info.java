/// Import of registrations that were made elsewhere, from a list in CSV; in authority mode only.
///
/// [RegisterListReader] reads a file and checks its rows as the form would. [RegisterImportService] compares the
/// entries
/// with the register ([HolderPlan]), a holder at a time, and stores what is new or differs, some holders in each
/// transaction. What is there already is found again, so that an import that was interrupted goes on when it is started
/// again. The [ImportReport] says what became of each row. An imported line is a line like any other: no table is of
/// the
/// import alone.
package pk.rahnuma.register.importing;
