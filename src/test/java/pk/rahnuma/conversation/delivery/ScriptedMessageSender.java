package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;

/// Sender that gives the scripted outcomes in order, and then success.
final class ScriptedMessageSender implements MessageSender {
    private final BlockingQueue<String> tries = new LinkedBlockingQueue<>();
    private final Deque<List<SendResult>> answers = new ArrayDeque<>();
    private final ChannelRateLimits pace;

    /// Sender without limits.
    ScriptedMessageSender() {
        this(null);
    }

    ScriptedMessageSender(ChannelRateLimits pace) {
        this.pace = pace;
    }

    @Override
    public ChannelRateLimits rateLimits() {
        return pace;
    }

    @Override
    public boolean isGroup(Chat chat) {
        return chat.address().startsWith("-");
    }

    /// @param outcome null makes the sender throw
    synchronized void answerWith(SendResult outcome) {
        answers.add(outcome == null ? List.of() : List.of(outcome));
    }

    List<String> awaitTries(int count) throws InterruptedException {
        List<String> found = new ArrayList<>();
        while (found.size() < count) {
            String next = tries.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("after " + found).isNotNull();
            found.add(next);
        }
        return found;
    }

    List<String> otherTries() {
        return List.copyOf(tries);
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public synchronized SendResult sendMessage(Chat chat, Message message) {
        List<SendResult> next = answers.poll();
        tries.add(message.body().text());
        if (next == null) {
            return new SendResult.Sent("ref " + message.body().text());
        }
        return next.isEmpty() ? fail() : next.getFirst();
    }

    private static SendResult fail() {
        throw new IllegalStateException("a fault of the sender");
    }
}
