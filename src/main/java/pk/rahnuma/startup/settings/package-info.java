/// Settings from the environment and their checks. `application.yml` lists them ([SettingCatalog]), records declare
/// their
/// types and limits ([SettingDefinition]), [SecretFileReader] reads secrets from files, and [EnvironmentSettings] holds
/// the result; an invalid value is a [UserErrorException].
package pk.rahnuma.startup.settings;
