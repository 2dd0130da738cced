/// Guidance as a resource: topics with their answers, and the search among them. Open to all.
@NullMarked
package pk.rahnuma.api.guidance;

import io.micronaut.core.annotation.NullMarked;
