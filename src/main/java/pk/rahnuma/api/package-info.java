/// REST API for mobile apps and the chat page: routes, their request and response bodies, and their description. This
/// package has what needs no person: guidance, the status of an application by its number, the status of an address.
@NullMarked
package pk.rahnuma.api;

import io.micronaut.core.annotation.NullMarked;
