package pk.rahnuma.person.signin;

import pk.rahnuma.person.IdentityAddress;

/// Address of a person who has proved a case of theirs, to which the code of a recovery goes.
///
/// @param language of the message
public record RecoveryContact(long person, IdentityAddress address, String language) {}
