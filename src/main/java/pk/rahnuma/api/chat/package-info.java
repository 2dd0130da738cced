/// Messages and forms of a conversation: the routes, their request and response bodies, and the notification of
/// listeners. Other parts of the API use [ConversationHistoryService] and [ConversationChangeNotifier].
@NullMarked
package pk.rahnuma.api.chat;

import io.micronaut.core.annotation.NullMarked;
