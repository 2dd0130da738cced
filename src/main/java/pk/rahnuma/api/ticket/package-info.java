/// Tickets of the person: the list, the messages of a ticket, and what a person can do with one.
@NullMarked
package pk.rahnuma.api.ticket;

import io.micronaut.core.annotation.NullMarked;
