/// Import of registrations that were made elsewhere, from a list in CSV; in authority mode only.
///
/// [RegisterListReader] reads a file and checks its rows as the form would. [RegisterImportService] compares the
/// entries with the register ([HolderPlan]), a holder at a time, and stores what is new or differs, some holders in
/// each transaction. An interrupted import goes on when it is started again: it finds what is there already. The
/// [ImportReport] gives the outcome of each row. An imported line is a line like any other: the import has no table.
package pk.rahnuma.register.importing;
