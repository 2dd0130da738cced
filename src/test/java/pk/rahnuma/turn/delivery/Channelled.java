package pk.rahnuma.turn.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Message;

/// Answers in order what it was told to, and then that it was sent.
final class Channelled implements Sender {
    private final BlockingQueue<String> tries = new LinkedBlockingQueue<>();
    private final Deque<List<Outcome>> answers = new ArrayDeque<>();
    private final Pace pace;

    /// Without limits.
    Channelled() {
        this(null);
    }

    Channelled(Pace pace) {
        this.pace = pace;
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public boolean isGroup(Chat chat) {
        return chat.address().startsWith("-");
    }

    /// @param outcome null throws
    synchronized void answers(Outcome outcome) {
        answers.add(outcome == null ? List.of() : List.of(outcome));
    }

    List<String> tries(int count) throws InterruptedException {
        List<String> found = new ArrayList<>();
        while (found.size() < count) {
            String next = tries.poll(5, TimeUnit.SECONDS);
            assertThat(next).as("after " + found).isNotNull();
            found.add(next);
        }
        return found;
    }

    List<String> more() {
        return List.copyOf(tries);
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public synchronized Outcome send(Chat chat, Message message) {
        List<Outcome> next = answers.poll();
        tries.add(message.body().text());
        if (next == null) {
            return new Outcome.Sent("ref " + message.body().text());
        }
        return next.isEmpty() ? fail() : next.getFirst();
    }

    private static Outcome fail() {
        throw new IllegalStateException("a fault of the sender");
    }
}
