/// Devices on which persons are signed in, and their tokens. [DeviceSessionService] is the entry.
package pk.rahnuma.person.device;
