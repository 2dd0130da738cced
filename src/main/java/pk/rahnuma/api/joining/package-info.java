/// Joining of persons, and parting of addresses, over HTTP: docs/joining.md.
@NullMarked
package pk.rahnuma.api.joining;

import io.micronaut.core.annotation.NullMarked;
