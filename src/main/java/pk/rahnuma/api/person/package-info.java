/// The person of the token: sign-in and devices, language, consent, proved addresses, notifications, export and erasure
/// of the data.
@NullMarked
package pk.rahnuma.api.person;

import io.micronaut.core.annotation.NullMarked;
