/// Server-sent events of a conversation, and the channel sender that notifies their listeners, also of messages that
/// other nodes wrote. Nothing else uses it.
@NullMarked
package pk.rahnuma.api.event;

import io.micronaut.core.annotation.NullMarked;
