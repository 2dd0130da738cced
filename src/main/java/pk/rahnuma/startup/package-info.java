/// How the house is put together and opened: with its server ([ContextBootstrap#startServer], a [RunningServer]), or
/// without it for a command ([ContextBootstrap#openContext], an [CommandContext]; [CommandRunner] for one that only
/// works in it).
///
/// [pk.rahnuma.startup.settings.EnvironmentSettings] are what the environment says, checked.
/// [pk.rahnuma.startup.settings.DatabaseAddress] says where the data is; [DataSourceFactory] connects to it and brings
/// the tables up to date. The embedded database is an [EmbeddedDatabaseLock] in the [DataFolder], which one process has
/// open and lets others into; [KeysetFile] is the keyset beside it.
///
/// What can be mended is [pk.rahnuma.startup.settings.UserErrorException], in one line that says how;
/// [StartupErrorMessages] makes that line of what failed.
package pk.rahnuma.startup;
