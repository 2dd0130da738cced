/// Sign-in of persons by a code that only the owner of an address receives. [PersonSignInService] is the entry;
/// [pk.rahnuma.person.device.DeviceSessionService] issues the tokens.
package pk.rahnuma.person.signin;
