package pk.rahnuma.api.conversation;

import jakarta.inject.Singleton;
import pk.rahnuma.conversation.delivery.MessageSender;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;

/// Sends to the chat page and to apps. They read the history, so a notification is enough.
@Singleton
final class WebChannelSender implements MessageSender {

    private final ConversationChangeNotifier notifier;

    WebChannelSender(ConversationChangeNotifier notifier) {
        this.notifier = notifier;
    }

    @Override
    public Channel channel() {
        return Channel.WEB;
    }

    @Override
    public SendResult sendMessage(Chat chat, Message message) {
        notifier.notifyListeners(message.conversation());
        return new SendResult.Sent(Integer.toString(message.seq()));
    }
}
