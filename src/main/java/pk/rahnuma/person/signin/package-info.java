/// Sign-in of persons by a code that only the owner of an address receives, the devices on which they are signed in,
/// and their tokens. [PersonSignInService] is the entry; [DeviceSessionService] issues the tokens.
package pk.rahnuma.person.signin;
