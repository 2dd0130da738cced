/// Status of an application, for those who have its reference and a second proof.
@NullMarked
package pk.rahnuma.api.status;

import io.micronaut.core.annotation.NullMarked;
