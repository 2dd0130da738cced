/// Command line. [RahnumaCommand] is the main command, with the list of all commands. The commands that start the desk
/// are here: [ServeCommand], the default; [DemoCommand], on fictitious data; [AotTrainingCommand], for the build; and
/// those on all data and its keys: [BackupCommand], [RestoreCommand] and [KeysetCommand]. The groups `scripts` and
/// `staff` have packages; no group uses another. All share `terminal` and use [pk.rahnuma.startup] to open a context.
/// `demo` has the demo data.
///
/// Before a command begins, [JvmRelauncher] gives the JVM its options. [LogbackConfigurator] configures logging,
/// [SingleLineLayout] formats it.
package pk.rahnuma.cli;
