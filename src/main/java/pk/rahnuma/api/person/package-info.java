/// The person of the token: language, consent, and the request to be erased.
@NullMarked
package pk.rahnuma.api.person;

import io.micronaut.core.annotation.NullMarked;
