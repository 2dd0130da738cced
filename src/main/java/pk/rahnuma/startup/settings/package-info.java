/// Settings from the environment, their catalogue and their checks. [EnvironmentSettings] holds the checked values; an
/// invalid value is a [UserErrorException].
package pk.rahnuma.startup.settings;
