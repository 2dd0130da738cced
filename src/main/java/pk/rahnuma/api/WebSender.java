package pk.rahnuma.api;

import jakarta.inject.Singleton;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Message;
import pk.rahnuma.turn.delivery.Sender;

/// Sends to the chat page and to apps: they read the history, so that it is enough to ring.
@Singleton
final class WebSender implements Sender {

    private final Bell bell;

    WebSender(Bell bell) {
        this.bell = bell;
    }

    @Override
    public Channel channel() {
        return Channel.WEB;
    }

    @Override
    public Outcome send(Chat chat, Message message) {
        bell.ring(message.conversation());
        return new Outcome.Sent(Integer.toString(message.seq()));
    }
}
