/// The conversation of a person: messages, files and tickets, and the stream of events, also of messages that other
/// nodes wrote.
@NullMarked
package pk.rahnuma.api.conversation;

import io.micronaut.core.annotation.NullMarked;
