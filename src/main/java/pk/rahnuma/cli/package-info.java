/// The command line. [Main] is the program, with the list of its commands. Those that start the desk are here:
/// [Serve], which is what it does without a command; [Demo], on made-up data; [Rehearse], for the build. The others
/// have a package for each group, and what all of them share is below:
///
///     Main, Serve, Demo, Rehearse
///     scripts   desk   staff   storage   demo
///     terminal
///     boot
///
/// Each uses those below it, the groups nothing of each other.
///
/// Before a command begins, [Relaunch] gives the JVM its options. [Logging] says what is logged, [OneLine] how.
package pk.rahnuma.cli;
