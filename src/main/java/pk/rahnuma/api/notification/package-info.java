/// News of the person: changes of applications, answers to tickets, and requests of members.
@NullMarked
package pk.rahnuma.api.notification;

import io.micronaut.core.annotation.NullMarked;
