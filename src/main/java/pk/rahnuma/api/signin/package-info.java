/// Sign-in of persons, and the devices on which they are signed in.
@NullMarked
package pk.rahnuma.api.signin;

import io.micronaut.core.annotation.NullMarked;
